"""What if: the same question asked again with some facts supposed otherwise; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from kechuang.engines.rulebook.answers import Answer
from kechuang.engines.rulebook.cohorts import Cohorts
from kechuang.engines.rulebook.evaluate import evaluate_many
from kechuang.engines.rulebook.facts import Fact, FactSheet
from kechuang.engines.rulebook.packs import Pack

SUPPOSED = "假设 / supposed"


class Change(NamedTuple):
    """One clause answered from the facts, and from the facts as supposed."""

    before: Answer
    after: Answer

    @property
    def is_change(self) -> bool:
        """Another verdict, another nearness or another amount."""
        return _told(self.before) != _told(self.after)


def suppose(sheet: FactSheet, facts: Iterable[Fact]) -> FactSheet:
    """``sheet`` with ``facts`` instead of whatever it tells of the same names and periods.

    Their source is ``SUPPOSED``, so that every reason that rests on one of them says so.
    """
    supposed = {fact.key: fact._replace(source=SUPPOSED, certified_by="") for fact in facts}
    kept = [fact for key, fact in sheet.facts.items() if key not in supposed]
    changed = FactSheet(sheet.subject, [*kept, *supposed.values()])
    changed.conflicts = {key: one for key, one in sheet.conflicts.items() if key not in supposed}
    return changed


def what_if(
    packs: Iterable[Pack],
    sheet: FactSheet,
    facts: Iterable[Fact],
    *,
    on: date,
    cohorts: Cohorts | None = None,
) -> Iterator[Change]:
    """Every clause before and after ``facts`` are supposed, also those that stay the same."""
    packs = tuple(packs)
    before = evaluate_many(packs, [sheet], on=on, cohorts=cohorts)
    after = evaluate_many(packs, [suppose(sheet, facts)], on=on, cohorts=cohorts)
    return map(Change, before, after)


def _told(answer: Answer) -> tuple[object, ...]:
    amount = answer.amount
    bounds = (amount.kind, amount.low_fen, amount.high_fen) if amount else None
    return answer.verdict, answer.is_near_miss, bounds
