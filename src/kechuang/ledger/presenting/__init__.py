"""Money records as label and value, in the reader's language."""
