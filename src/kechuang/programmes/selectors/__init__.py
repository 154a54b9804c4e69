"""Reading programmes: rounds, needs, the list, bids, checks and awards."""
