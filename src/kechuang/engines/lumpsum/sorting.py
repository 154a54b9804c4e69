"""Which kind of expense it is: stated, or pointed to by words, or unknown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kechuang.engines.lumpsum.elements import Kind, NegativeList
from kechuang.engines.lumpsum.expenses import Expense
from kechuang.engines.lumpsum.spelling import Written, squeezed


@dataclass(frozen=True, slots=True)
class Sorted:
    """The kinds it may be (none: nobody knows); ``is_stated`` when the row itself says so."""

    possible: tuple[Kind, ...]
    is_stated: bool

    @property
    def certain(self) -> Kind | None:
        return self.possible[0] if self.is_stated else None

    def is_among(self, kinds: Collection[str]) -> bool | None:
        """Whether it is of one of ``kinds``; no kinds are all kinds."""
        if not kinds:
            return True
        if self.is_stated:
            return self.possible[0].id in kinds
        if not self.possible:
            return None
        return None if any(kind.id in kinds for kind in self.possible) else False


def sort_expense(expense: Expense, pack: NegativeList) -> Sorted:
    """The stated kind by id, label or one of its words; else every kind the words point to."""
    stated = _stated(squeezed(expense.kind), pack)
    if stated:
        return Sorted((stated,), is_stated=True)
    written = Written(f"{expense.kind} {expense.text}")
    pointed = [
        kind
        for kind in pack.kinds.values()
        if any(word in written for word in (kind.label.zh, *kind.words))
    ]
    return Sorted(tuple(pointed), is_stated=False)


def _stated(name: str, pack: NegativeList) -> Kind | None:
    for kind in pack.kinds.values():
        names = (kind.id, kind.label.zh, kind.label.en, *kind.words)
        if name and name in map(squeezed, names):
            return kind
    return None
