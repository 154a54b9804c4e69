"""Lists of programmes."""
