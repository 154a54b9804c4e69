"""What everybody reads: rounds, the list and its items; the same for every reader."""
