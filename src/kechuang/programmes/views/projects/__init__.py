"""Pages of running projects; what is closed to a visitor answers as what does not exist."""
