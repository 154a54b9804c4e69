"""Runs: long computations cut into chunks, resumable, with frozen inputs and sealed results."""
