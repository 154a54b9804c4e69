"""Organisation codes, GB 11714-1997: eight characters and a check character (mod 11)."""

from __future__ import annotations

from string import ascii_uppercase, digits

ALPHABET = digits + ascii_uppercase
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "0123456789X"


def organisation_check_character(body: str) -> str:
    """The ninth character for the first eight (0 to 9, A to Z without any gap; 10 prints as X)."""
    total = sum(w * ALPHABET.index(c) for w, c in zip(WEIGHTS, body, strict=True))
    return CHECK_CHARACTERS[-total % 11]
