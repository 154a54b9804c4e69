"""Filters of the ledger, one module per list."""
