"""Audit: one append-only, hash-chained event per command, written in the command's transaction."""
