"""Shaping lists and offers for pages."""
