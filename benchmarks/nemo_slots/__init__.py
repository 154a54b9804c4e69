"""Races for reservation slots in NEMO, run inside an environment where NEMO is installed."""
