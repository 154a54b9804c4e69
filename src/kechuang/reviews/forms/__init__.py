"""Forms of reviews, one module per desk."""
