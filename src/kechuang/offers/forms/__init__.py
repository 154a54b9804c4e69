"""Forms about lists and offers."""
