"""Backups: one verified file of database and stored files, and its restore into an empty place."""
