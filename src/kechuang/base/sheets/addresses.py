"""Cell addresses as spreadsheet programs write them."""

from __future__ import annotations

import re
from functools import cache

_RANGE = re.compile(r"([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})")


@cache
def column_index(letters: str) -> int:
    """0 for A, 25 for Z, 26 for AA."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """``B3`` for row 3 (1-based) and column 1 (0-based)."""
    return f"{column_letters(column)}{row}"


def cells_in(reference: str) -> int:
    """How many cells a range such as ``A1:C2`` covers; 1 for whatever is no range."""
    found = _RANGE.fullmatch(reference)
    if found is None:
        return 1
    left, top, right, bottom = found.groups()
    return (column_index(right) - column_index(left) + 1) * (int(bottom) - int(top) + 1)
