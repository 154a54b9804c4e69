"""Engines: pure Python that computes answers with reasons; no Django, no database."""
