"""Pages of reviews; what is closed to a visitor answers as what does not exist."""
