"""Entitlements: which party meets which clause, and why; results of the region sweep."""
