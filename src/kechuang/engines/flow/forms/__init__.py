"""Forms: typed fields, which of them are asked, and what their values must be."""
