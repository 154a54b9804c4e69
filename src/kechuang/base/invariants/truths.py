"""What an invariant is, and what one finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kechuang.engines.wording import Text


class Finding(NamedTuple):
    """What does not hold, and ``where``: a number, a code or a key that leads to the record."""

    what: Text
    where: str


@dataclass(frozen=True)
class Invariant:
    """One truth, named ``room.what_holds``; ``find`` reads and never writes."""

    name: str
    says: Text
    find: Callable[[], Iterable[Finding]]

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]


def found(where: object, zh: str, en: str) -> Finding:
    """One finding, said in both languages."""
    return Finding(Text(zh, en), str(where))
