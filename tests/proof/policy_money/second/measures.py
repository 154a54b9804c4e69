"""A measure computed from its data, never from the words of a pack."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tests.proof.policy_money.measures import Item, Measure, Sheet
from tests.proof.policy_money.second.dividing import parts
from tests.proof.policy_money.second.formulas import Known, computable, holds, known_from
from tests.proof.policy_money.second.rounding import whole

ENDLESS = Decimal("Infinity")
Fen = int | Decimal
Bound = int | None


class Due(NamedTuple):
    """At least and at most; the most is infinite where nothing bounds it."""

    low: Fen
    high: Fen
    is_known: bool


def computed(measure: Measure, sheet: Sheet) -> tuple[str, Bound, Bound, tuple[object, ...]]:
    """The kind of the amount, its bounds in fen, and those of each level that bears it."""
    known = known_from(sheet)
    due = [_due(item, known) for item in measure.items]
    together = max if measure.is_highest else sum
    cap: Fen = ENDLESS if measure.cap_fen is None else measure.cap_fen
    low, high = (min(together(each), cap) for each in zip(*(one[:2] for one in due), strict=True))
    kind = _kind(measure, due, low, high)
    least = {"undetermined": None, "ceiling": 0}.get(kind, low)
    bounds = _bound(least), _bound(high)
    return kind, *bounds, tuple(zip(*(_borne(one, measure.weights) for one in bounds), strict=True))


def _kind(measure: Measure, due: list[Due], low: Fen, high: Fen) -> str:
    if not any(one.is_known for one in due) or (low == 0 and high == ENDLESS):
        return "undetermined"
    if measure.is_ceiling or measure.budget_fen is not None:
        return "ceiling"
    return "exact" if all(one.is_known and one.low == one.high for one in due) else "range"


def _bound(fen: Fen | None) -> Bound:
    return None if fen is None or fen == ENDLESS else int(fen)


def _borne(fen: Bound, weights: tuple[int, ...]) -> tuple[Bound, ...]:
    return (None,) * len(weights) if fen is None or not weights else parts(fen, weights)


def _due(item: Item, known: Known) -> Due:
    is_case = holds(item.when, known) if item.when else True
    if is_case is False:
        return Due(0, 0, is_known=True)
    due = _less_paid(_inside(item, computable(item.formula, known)), item, known)
    return due if is_case else due._replace(low=0)


def _inside(item: Item, exact: Fraction | None) -> Due:
    """Held against the limits first, then rounded, and rounding leads out of no limit."""
    cap: Fen = ENDLESS if item.cap_fen is None else item.cap_fen
    if exact is None:
        return Due(0, cap, is_known=False)
    if exact < item.least_fen:
        return Due(0, 0, is_known=True)
    way, unit = item.rounding or ("half_up", 1)
    is_inside = item.floor_fen <= exact <= cap
    nearest = whole(exact / unit, way) * unit if is_inside else exact
    fen = int(sorted((item.floor_fen, nearest, cap))[1])
    return Due(fen, fen, is_known=True)


def _less_paid(due: Due, item: Item, known: Known) -> Due:
    """Whole fen that were paid before; while one payment is unknown nothing is certain."""
    told = [computable(tree, known) for tree in item.less]
    paid = sum(max(whole(fen, "floor"), 0) for fen in told if fen is not None)
    low = 0 if None in told else max(due.low - paid, 0)
    return due._replace(low=low, high=max(due.high - paid, 0))
