"""A number of the bank, so that the same one is seen again however it was typed."""

from __future__ import annotations

import unicodedata


def one_serial(typed: str) -> str:
    """Without blanks, case and character width; its signs tell numbers apart and stay."""
    return "".join(unicodedata.normalize("NFKC", typed).upper().split())
