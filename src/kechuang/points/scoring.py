"""From the rulebook's scores to the standing engine's cohort: points in thousandths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from kechuang.engines.rulebook import FirmScore, MissingFact, Scorecard, ScorecardError
from kechuang.engines.standing import Cohort, Indicator, Scheme, Totals
from kechuang.engines.wording import Text

THOUSAND = 1_000


class FirmPoints(NamedTuple):
    """One firm's interval of every line and of the total, in thousandths.

    ``stages``: places of the possible ones. ``lacking``: the lines each missing fact leaves open.
    """

    subject: str
    stages: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    total: tuple[int, int]
    lacking: dict[str, tuple[int, ...]]


def scheme_of(card: Scorecard) -> Scheme:
    indicators = tuple(
        Indicator(line.id, tuple(map(thousandths, line.weights)), line.is_deduction)
        for line in card.lines
    )
    return Scheme(tuple(stage for stage, _ in card.stages), indicators)


def points_of(score: FirmScore) -> FirmPoints:
    return FirmPoints(
        score.subject,
        score.stages,
        tuple(thousandths(line.points.low) for line in score.lines),
        tuple(thousandths(line.points.high) for line in score.lines),
        (thousandths(score.total.low), thousandths(score.total.high)),
        _lacking(score),
    )


def cohort_of(scheme: Scheme, firms: Sequence[FirmPoints]) -> Cohort:
    """The cohort in the order of ``firms``; an open stage counts as the first possible one."""
    return Cohort.of(
        scheme,
        [firm.subject for firm in firms],
        [firm.stages[0] for firm in firms],
        [firm.low for firm in firms],
        [firm.high for firm in firms],
        Totals(*np.array([firm.total for firm in firms], np.int64).reshape(-1, 2).T),
    )


def key_of(fact: MissingFact) -> str:
    """``revenue@2025``, or the name alone where the fact has no year."""
    return f"{fact.name}@{fact.period}" if fact.period else fact.name


def thousandths(points: Fraction | int) -> int:
    """Exact; ScorecardError for points that are finer than thousandths."""
    scaled = Fraction(points) * THOUSAND
    if scaled.denominator != 1:
        raise ScorecardError(
            Text("积分", "the points"),
            Text("小数超过三位", "they have more than three decimals"),
            Text("请把方案的 decimals 改为3或更少", "let decimals of the scheme be 3 or fewer"),
        )
    return scaled.numerator


def _lacking(score: FirmScore) -> dict[str, tuple[int, ...]]:
    """Lines by missing fact; facts that leave the stage open leave every open line open."""
    found: dict[str, list[int]] = {}
    for place, line in enumerate(score.lines):
        is_open = line.points.low < line.points.high
        for fact in _distinct((*line.missing, *score.unclear)) if is_open else ():
            found.setdefault(key_of(fact), []).append(place)
    return {fact: tuple(lines) for fact, lines in sorted(found.items())}


def _distinct(facts: Iterable[MissingFact]) -> tuple[MissingFact, ...]:
    return tuple(dict.fromkeys(facts))
