"""Pages that anybody reads without an account."""
