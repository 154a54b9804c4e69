"""Cell addresses as spreadsheet programs write them."""

from __future__ import annotations

from functools import cache


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
