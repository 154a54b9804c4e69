"""What if some numbers of a party were otherwise: asked of the engine, shown, and forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from kechuang.engines.rulebook import (
    Change,
    Fact,
    FactDefinition,
    FactSheet,
    Lever,
    Pack,
    Verdict,
    levers_of,
    what_if,
)
from kechuang.entitlements.code_words import with_codes_named
from kechuang.entitlements.fact_words import with_facts_in_words
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_words import written_fact
from kechuang.policies.models import PolicyClause

SHOWN_LEVERS = 10
GAINED, LOST, OTHER = range(3)
# How many stored units (fen, basis points) one written unit (万元, %) holds.
WRITTEN_UNITS = {"money": 1_000_000, "ratio": 100}


@dataclass(frozen=True)
class Slider:
    """One number that may be moved, written in the unit people type it in."""

    lever: Lever

    @property
    def name(self) -> str:
        fact = self.lever.fact
        return f"{fact.name}.{fact.period}" if fact.period else fact.name

    @property
    def definition(self) -> FactDefinition:
        return fact_catalogue()[self.lever.fact.name]

    @property
    def value(self) -> Decimal:
        """The number as it stands now."""
        return self._written(self.lever.value)

    @property
    def now(self) -> str:
        """The number as it stands, in words."""
        return written_fact(self.definition.name, self.lever.fact.value, self.definition.unit)

    @property
    def most(self) -> Decimal:
        """Where the slider ends: twice the number, or somewhere when there is none."""
        return self._written(2 * abs(self.lever.value) or 20 * self._unit)

    @property
    def least(self) -> Decimal:
        """Zero, except for what is already below it."""
        return self._written(2 * min(self.lever.value, 0))

    @property
    def step(self) -> Decimal:
        """A hundredth of the way in money and ratios; what is counted moves one by one."""
        return (self.most - self.least) / 100 if self._unit > 1 else Decimal(1)

    def supposed(self, written: Decimal) -> Fact | None:
        """The fact with another value; None when it is the one that stands."""
        stored = int(written * self._unit)
        return None if stored == self.lever.value else self.lever.fact._replace(value=stored)

    def _written(self, stored: int) -> Decimal:
        return Decimal(f"{(Decimal(stored) / self._unit).normalize():f}")

    @cached_property
    def _unit(self) -> int:
        return WRITTEN_UNITS.get(self.definition.type, 1)


def sliders_of(packs: Iterable[Pack], sheet: FactSheet, *, on: date) -> list[Slider]:
    """The numbers that decide most, the first few of them."""
    return [Slider(lever) for lever in levers_of(packs, sheet, on=on)[:SHOWN_LEVERS]]


@dataclass(frozen=True)
class ShownChange:
    """A clause that would change, with both answers as pages show them."""

    clause: PolicyClause | None
    clause_id: str
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def rank(self) -> tuple[int, int]:
        """What would be gained first, then what would be lost, then the rest."""
        gained = self.after["verdict"] == Verdict.MET != self.before["verdict"]
        lost = self.before["verdict"] == Verdict.MET != self.after["verdict"]
        return (0 if gained else 1 if lost else 2), -(
            (self.after["amount"] or {}).get("high_fen") or 0
        )


@dataclass(frozen=True)
class Supposition:
    """What the supposed facts would change, and of how many clauses nothing."""

    changes: list[ShownChange]
    unchanged: int

    @property
    def gained(self) -> int:
        return sum(change.rank[0] == GAINED for change in self.changes)

    @property
    def lost(self) -> int:
        return sum(change.rank[0] == LOST for change in self.changes)


def suppose_of(
    packs: Sequence[Pack],
    sheet: FactSheet,
    supposed: Iterable[Fact],
    *,
    on: date,
    clauses: Mapping[tuple[str, str], PolicyClause],
) -> Supposition:
    """Every clause asked twice; nothing is stored."""
    asked = list(what_if(packs, sheet, supposed, on=on))
    changes = [_shown(change, clauses) for change in asked if change.is_change]
    changes.sort(key=lambda change: change.rank)
    return Supposition(changes, len(asked) - len(changes))


def _shown(change: Change, clauses: Mapping[tuple[str, str], PolicyClause]) -> ShownChange:
    before, after = (with_codes_named(with_facts_in_words(answer.as_dict())) for answer in change)
    key = (change.after.pack_id, change.after.clause_id)
    return ShownChange(clauses.get(key), key[1], before, after)
