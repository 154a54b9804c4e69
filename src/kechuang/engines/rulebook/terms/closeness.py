"""How far a failed test is from what it needs."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from kechuang.engines.rulebook.terms.display import Value

# A share of the number needed, the days to the date needed, or None where size means nothing.
Closeness = Fraction | timedelta | None

YEAR = timedelta(days=365)
WHOLE = Fraction(1)
WHOLE_BP = 10_000
MOST_BP = 2**31 - 1


def closeness_of(have: Value, need: Value) -> Closeness:
    """The gap between two values; whoever misses a bound of zero misses the whole of it."""
    if isinstance(have, date) and isinstance(need, date):
        return abs(need - have)
    if isinstance(have, str | date | bool) or isinstance(need, str | date | bool):
        return None
    return abs(Fraction(have - need) / Fraction(need)) if need else WHOLE


def effort_of(closeness: Closeness) -> tuple[bool, Fraction]:
    """Sort key: the smaller gap first, a year of waiting like a whole, what has no size last."""
    if isinstance(closeness, timedelta):
        return False, Fraction(closeness.days, YEAR.days)
    return closeness is None, closeness or Fraction(0)


def effort_bp(closeness: Closeness) -> int | None:
    """The effort in basis points, rounded up so that no gap becomes none; at most ``MOST_BP``."""
    is_sizeless, effort = effort_of(closeness)
    return None if is_sizeless else min(ceil(effort * WHOLE_BP), MOST_BP)
