"""Batch: the region sweep — every policy for every party, every open demand to the outcomes."""
