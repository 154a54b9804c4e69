"""Which facts packs can ask for at all: the columns to read before asking a million firms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kechuang.engines.rulebook.packs import Pack
from kechuang.engines.rulebook.terms.lists import ListFold
from kechuang.engines.rulebook.terms.quantities import FactOf, OverYears
from kechuang.engines.rulebook.terms.statuses import OverPeriods, YearsMet
from kechuang.engines.rulebook.walking import walk_rules

Needed = tuple[str, str | None]


def facts_needed(packs: Iterable[Pack], *, on: date) -> frozenset[Needed]:
    """Names with their fiscal years (None: lasting) that ``packs`` may read on the day ``on``.

    Conditions, scores and amounts; a column of a list is needed with its whole list.
    """
    return frozenset(
        needed
        for pack in packs
        for clause in pack.clauses
        for rule in (clause.condition, clause.amount_rule)
        for node in walk_rules(rule)
        for needed in asked_by(node, on)
    )


def asked_by(node: object, on: date) -> Iterable[Needed]:
    """What one node reads by itself, without the nodes below it."""
    if isinstance(node, FactOf):
        return _of_fact(node, on)
    if isinstance(node, OverYears | YearsMet):
        return _of_years(node, on)
    if isinstance(node, OverPeriods):
        return [(node.definition.name, period.name(on)) for period in node.periods]
    return [(node.definition.name, None)] if isinstance(node, ListFold) else []


def _of_fact(node: FactOf, on: date) -> list[Needed]:
    """A column of a list is read with its list."""
    if "." in node.definition.name:
        return []
    return [(node.definition.name, node.period.name(on) if node.period else None)]


def _of_years(node: OverYears | YearsMet, on: date) -> list[Needed]:
    years = [str(on.year - back) for back in range(1, node.years + 1)]
    since = node.since if isinstance(node, OverYears) else None
    needed: list[Needed] = [(node.definition.name, year) for year in years]
    return [*needed, (since.name, None)] if since else needed
