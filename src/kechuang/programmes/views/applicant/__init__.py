"""The desk of those who pose needs, bid, and choose."""
