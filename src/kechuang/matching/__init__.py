"""Matching: research outcomes ranked for each demand, with reasons, and what people decided."""
