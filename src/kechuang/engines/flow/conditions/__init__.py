"""Conditions over a case's values: data, asked in three values, with reasons."""
