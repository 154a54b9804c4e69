"""What a formula comes to, exactly, in fractions of a fen."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.proof.policy_money.measures import (
    RATIO,
    YEARS,
    Brackets,
    ByYear,
    Formula,
    Guard,
    Interest,
    Sheet,
    Steps,
    Tree,
)

Known = dict[tuple[str, int], Fraction]
OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "min": min, "max": max,
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt,
}  # fmt: skip


def known_from(sheet: Sheet) -> Known:
    scale = {RATIO: 10_000}
    return {(name, year): Fraction(value, scale.get(name, 1)) for name, year, value in sheet}


def computable(formula: Formula, known: Known) -> Fraction | None:
    """None for what cannot be known: a fact is missing, or something is divided by nothing."""
    try:
        return _FORMS.get(type(formula), _value)(formula, known)
    except (KeyError, ZeroDivisionError):
        return None


def holds(guard: Guard, known: Known) -> bool | None:
    """None while nobody can tell."""
    if not guard.joint:
        left, sign, fen = guard.parts
        value = computable(left, known)
        return None if value is None else OPERATIONS[sign](value, fen)
    told = {holds(part, known) for part in guard.parts}
    settling = guard.joint != "all"  # one True settles any and none, one False settles all
    if settling in told:
        return guard.joint == "any"
    return None if None in told else guard.joint != "any"


def _brackets(rule: Brackets, known: Known) -> Fraction:
    """By rising rates: what exceeds each top earns the difference to the rate below it."""
    base, earned, below = _value(rule.base, known), Fraction(0), 0
    for start, rate in zip((0, *rule.tops_fen), rule.rates_bp, strict=True):
        earned += max(base - start, Fraction(0)) * Fraction(rate - below, 10_000)
        below = rate
    return earned


def _steps(rule: Steps, known: Known) -> Fraction:
    """Full steps are what whole division leaves; a rest, however small, begins another."""
    full, rest = divmod(max(_value(rule.base, known), Fraction(0)), rule.step)
    return Fraction((full + (1 if rest and rule.is_begun else 0)) * rule.award_fen)


def _by_year(rule: ByYear, known: Known) -> Fraction:
    base, year = _value(rule.base, known), _value(rule.year, known)
    table = {Fraction(number): rate for number, rate in enumerate(rule.rates_bp, start=1)}
    return base * Fraction(table.get(year, 0), 10_000)


def _interest(rule: Interest, known: Known) -> Fraction:
    """Day by day: what one day costs, times the days, times the share that is borne."""
    one_day = _value(rule.principal, known) * _value(rule.rate, known) / rule.days_in_year
    share = 10_000 if rule.share_bp is None else rule.share_bp
    return one_day * _value(rule.days, known) * share / 10_000


def _value(tree: Tree, known: Known) -> Fraction:
    sign, *parts = tree
    if sign == "fact":
        return known[tuple(parts)]
    if sign in ("sum", "mean"):
        name, years = parts
        total = sum((known[name, year] for year in YEARS[:years]), Fraction(0))
        return total / years if sign == "mean" else total
    if sign in ("fen", "days", "ratio"):
        return Fraction(parts[0], 10_000 if sign == "ratio" else 1)
    return OPERATIONS[sign](*(_value(part, known) for part in parts))


_FORMS: dict[type, Callable[[Any, Known], Fraction]] = {
    Brackets: _brackets, Steps: _steps, ByYear: _by_year, Interest: _interest,
}  # fmt: skip
