"""Programmes in words, tables and drawings, as their readers may have them."""
