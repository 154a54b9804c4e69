"""Policies: the library of documents and their clauses, each tied to the pack that computes it."""
