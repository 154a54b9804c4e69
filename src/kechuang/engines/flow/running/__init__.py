"""A case on its way: what may be done now, by whom and until when."""
