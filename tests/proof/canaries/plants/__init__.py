"""Leaks that other houses had, one for each line of the catalogue, planted here; and two of stages.

Where this house has no such thing (mentions, a live tracker, mails), the nearest one it has.
"""
