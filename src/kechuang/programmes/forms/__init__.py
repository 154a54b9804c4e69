"""Forms of programmes, one module per desk."""
