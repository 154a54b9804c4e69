"""One form for all ways of writing a name: width, case, script and blanks no longer matter."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from opencc import OpenCC

_IGNORED = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


class Folded(NamedTuple):
    """The folded text, and for each of its characters the place in the original."""

    text: str
    places: tuple[int, ...]


def fold(text: str, *, is_loose: bool = False) -> Folded:
    """``text`` for comparison; loosely, punctuation is ignored as well (numbers in groups)."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = _plain_loosely(character) if is_loose else _plain(character)
        characters.append(plain)
        places.extend([place] * len(plain))
    return Folded("".join(characters), tuple(places))


@cache
def _plain(character: str) -> str:
    spread = unicodedata.normalize("NFKC", character).casefold()
    visible = "".join(c for c in spread if unicodedata.category(c) not in _IGNORED)
    return _simplifier().convert(visible) if visible > "\u2e80" else visible


@cache
def _plain_loosely(character: str) -> str:
    return "".join(c for c in _plain(character) if unicodedata.category(c)[0] not in "PS")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
