"""Pages about procedures, rounds and cases."""
