"""Filters of the room, one module per list."""
