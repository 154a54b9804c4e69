"""Cohorts: whom a firm is ranked among, frozen before the first of them is asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from kechuang.engines.rulebook.facts import FactSheet
from kechuang.engines.rulebook.inquiry import Inquiry, Ranking
from kechuang.engines.rulebook.rules.scales import Percentile
from kechuang.engines.rulebook.terms.quantities import NotComputableError
from kechuang.engines.rulebook.walking import walk_rules

if TYPE_CHECKING:
    from kechuang.engines.rulebook.packs import Pack


@dataclass(frozen=True, slots=True)
class Cohort:
    """Values of all members, ascending."""

    values: tuple[Fraction, ...]

    def rank(self, value: Fraction | int) -> Fraction:
        """The share of the others that lie strictly below ``value``."""
        others = len(self.values) - 1
        below = bisect_left(self.values, value)
        return Fraction(min(below, others), others) if others else Fraction(1)


Cohorts = Mapping[tuple[object, str], Ranking]
Members = dict[tuple[object, str], list[Fraction]]


def gather_cohorts(packs: Iterable[Pack], sheets: Iterable[FactSheet], *, on: date) -> Cohorts:
    """The cohorts that the scores of ``packs`` ask for, out of all ``sheets``."""
    ranked = ranking_rules(packs)
    values: Members = {}
    for sheet in sheets if ranked else ():
        for rule in ranked:
            _add(values, rule, Inquiry(sheet, on))
    return {key: Cohort(tuple(sorted(told))) for key, told in values.items()}


def ranking_rules(packs: Iterable[Pack]) -> tuple[Percentile, ...]:
    """Each rule that ranks, once."""
    rules = (
        rule
        for pack in packs
        for clause in pack.clauses
        for rule in walk_rules(clause.condition)
        if isinstance(rule, Percentile)
    )
    return tuple(dict.fromkeys(rules))


def _add(values: Members, rule: Percentile, inquiry: Inquiry) -> None:
    try:
        value, group = rule.quantity.value(inquiry), rule.group(inquiry)
    except NotComputableError:
        return
    if isinstance(value, int | Fraction) and group is not None:
        values.setdefault((rule, group), []).append(Fraction(value))
