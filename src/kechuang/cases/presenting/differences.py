"""What changed between two versions of a draft, field by field and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kechuang.cases.filling.entries import Entries
from kechuang.cases.presenting.entries import words_of
from kechuang.engines.flow import Procedure
from kechuang.engines.wording import Text

_PIECES = re.compile(r"[A-Za-z0-9.]+|\s+|.", re.DOTALL)
LONGEST = 4_000
"""Beyond so many pieces on both sides together, texts are shown whole beside each other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind`` is same, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field whose entry changed; ``pieces`` spell out the change in the language asked."""

    label: Text
    pieces: tuple[Piece, ...]


def differences(
    procedure: Procedure, before: Entries, after: Entries, *, language: str
) -> tuple[Difference, ...]:
    """Every field of the procedure's forms whose entry is not the same in both versions."""
    fields = {part.id: part for form in procedure.forms.values() for part in form.fields}
    changed = (part for part in fields.values() if before.get(part.id) != after.get(part.id))
    worded = (
        (part.label, words_of(part, before.get(part.id)), words_of(part, after.get(part.id)))
        for part in changed
    )
    return tuple(
        Difference(label, pieces(old.said_in(language), new.said_in(language)))
        for label, old, new in worded
        if old != new
    )


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The text of both versions in order, each piece once, with what was taken away and added."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if len(old) + len(new) > LONGEST:
        return (Piece("removed", before), Piece("added", after))
    return tuple(piece for piece in _compared(old, new) if piece.text)


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[first:last]))
        else:
            yield Piece("removed", "".join(old[first:last]))
            yield Piece("added", "".join(new[start:end]))
