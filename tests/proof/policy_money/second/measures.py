"""A measure computed from its data, never from the words of a pack."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv
from typing import Any

from tests.proof.policy_money.measures import RATIO, YEARS, Brackets, Item, Measure, Sheet, Tree
from tests.proof.policy_money.second.rounding import whole

ENDLESS = Decimal("Infinity")
Known = dict[tuple[str, int], Fraction]
OPERATIONS: dict[str, Callable[[Any, Any], Fraction]] = {
    "+": add, "-": sub, "*": mul, "/": truediv, "min": min, "max": max,
}  # fmt: skip


def computed(measure: Measure, sheet: Sheet) -> tuple[str, int | None, int | None]:
    """The kind of the amount, and its bounds in fen."""
    known = {(name, year): _exact(name, value) for name, year, value in sheet}
    paid = [_paid(item, known) for item in measure.items]
    lowest = sum(fen for fen in paid if fen is not None)
    highest = sum(_highest(*pair) for pair in zip(paid, measure.items, strict=True))
    cap = ENDLESS if measure.cap_fen is None else measure.cap_fen
    low, high = min(lowest, cap), min(highest, cap)
    top = None if high == ENDLESS else high
    if all(fen is None for fen in paid) or (low == 0 and top is None):
        return "undetermined", None, top
    if measure.is_ceiling:
        return "ceiling", 0, top
    return ("range" if None in paid else "exact"), low, top


def _exact(name: str, stored: int) -> Fraction:
    return Fraction(stored, 10_000) if name == RATIO else Fraction(stored)


def _highest(paid: int | None, item: Item) -> int | Decimal:
    """Infinite where nothing bounds it; a whole number in every other case."""
    if paid is not None:
        return paid
    return ENDLESS if item.cap_fen is None else item.cap_fen


def _paid(item: Item, known: Known) -> int | None:
    """None for what cannot be known: a fact is missing, or something is divided by nothing."""
    try:
        exact = _money(item.formula, known)
    except (KeyError, ZeroDivisionError):
        return None
    if exact < item.least_fen:
        return 0
    return whole(exact if item.cap_fen is None else min(exact, Fraction(item.cap_fen)), "half_up")


def _money(formula: Tree | Brackets, known: Known) -> Fraction:
    if not isinstance(formula, Brackets):
        return _value(formula, known)
    base, earned, below = _value(formula.base, known), Fraction(0), 0
    for start, rate in zip((0, *formula.tops_fen), formula.rates_bp, strict=True):
        earned += max(base - start, Fraction(0)) * Fraction(rate - below, 10_000)
        below = rate
    return earned


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
