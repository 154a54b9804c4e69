"""What verifying is given and what it finds."""

Place = tuple[int, str]
"""The number of an event and its hash."""

Break = tuple[int, str]
"""The number of an event and what is wrong there."""
