"""Characters as people type them, made plain before anything is parsed.

Only full-width forms (U+FF01 to U+FF5E, U+3000) become ASCII. NFKC is not used: it turns "²" into
a digit, lets digits of other scripts pass and keeps zero-width characters.
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

FULL_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20}
UPPER = str.maketrans(ascii_lowercase, ascii_uppercase)
DIGITS = frozenset("0123456789")
LONGEST_QUOTE = 40


def half_width(raw: str) -> str:
    """``raw`` with full-width forms as ASCII and no blanks at its ends."""
    return raw.translate(FULL_WIDTH).strip()


def upper_code(raw: str) -> str:
    """``raw`` as a code is printed: half width, A to Z in capitals; nothing else is changed."""
    return half_width(raw).translate(UPPER)


def are_digits(text: str) -> bool:
    """Whether ``text`` is one or more of 0 to 9 (``str.isdigit`` also accepts "²" and "٣")."""
    return bool(text) and DIGITS.issuperset(text)


def quoted(raw: str) -> str:
    """``raw`` for a message: shortened, and with invisible characters named by code point."""
    shown = "".join(c if c.isprintable() else f"‹U+{ord(c):04X}›" for c in raw[:LONGEST_QUOTE])
    return f"“{shown}{'…' if len(raw) > LONGEST_QUOTE else ''}”"
