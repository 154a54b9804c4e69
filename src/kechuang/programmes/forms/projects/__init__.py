"""What is written into a running project, one module per page."""
