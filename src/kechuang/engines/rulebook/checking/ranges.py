"""Which values of a quantity a test lets through, where that can be told without any firm."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from kechuang.engines.rulebook.terms.comparisons import Comparison
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.qualities import FlagTest
from kechuang.engines.rulebook.terms.quantities import Constant, Quantity
from kechuang.engines.rulebook.terms.windows import Window

Bound = Fraction | int | date
_COUNTED = frozenset({Kind.COUNT, Kind.DAYS})


class Range(NamedTuple):
    """Values between two bounds (None: none), each inclusive or not."""

    low: Bound | None = None
    has_low: bool = False
    high: Bound | None = None
    has_high: bool = False

    @property
    def is_empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        is_point = self.low == self.high and self.has_low and self.has_high
        return not is_point and self.low >= self.high  # type: ignore[operator]

    def meet(self, other: Range) -> Range:
        low, has_low = max(
            (self.low, not self.has_low), (other.low, not other.has_low), key=_rising
        )
        high, has_high = min((self.high, self.has_high), (other.high, other.has_high), key=_falling)
        return Range(low, not has_low, high, has_high)


def _rising(end: tuple[Bound | None, bool]) -> tuple[bool, Bound, bool]:
    """The higher lower bound is the stricter one; of equal ones the exclusive."""
    bound, is_open = end
    return bound is not None, 0 if bound is None else bound, is_open


def _falling(end: tuple[Bound | None, bool]) -> tuple[bool, Bound, bool]:
    bound, is_included = end
    return bound is None, 0 if bound is None else bound, is_included


EVERYTHING = Range()
# Both together leave nothing out of what a flag can be.
_NO, _YES = Range(0, True, 1, False), Range(1, True, 1, True)


def ranges_of(test: object) -> tuple[Quantity, Range] | None:
    """The quantity that ``test`` asks about and what it lets through; None when that is unclear."""
    if isinstance(test, FlagTest):
        return test.fact, _YES if test.expected else _NO
    if isinstance(test, Window):
        return _of_window(test)
    if not isinstance(test, Comparison) or not isinstance(test.right, Constant):
        return None
    bound = test.right.amount
    if isinstance(bound, str) or test.operator == "!=":
        return None
    return test.left, _compared(test.operator, bound)


def _of_window(test: Window) -> tuple[Quantity, Range] | None:
    if not isinstance(test.low, Constant) or not isinstance(test.high, Constant):
        return None
    low, high = test.low.amount, test.high.amount
    if isinstance(low, str) or isinstance(high, str):
        return None
    return test.quantity, Range(low, True, high, True)


def _compared(operator: str, bound: Bound) -> Range:
    if operator == "==":
        return Range(bound, True, bound, True)
    if operator in (">", ">="):
        return Range(low=bound, has_low=operator == ">=")
    return Range(high=bound, has_high=operator == "<=")


def natural_range(quantity: Quantity) -> Range:
    """What the quantity can be at all: what is counted is never below zero."""
    if quantity.kind is Kind.FLAG:
        return Range(0, True, 1, True)
    is_fact = hasattr(quantity, "definition")
    return Range(low=0, has_low=True) if is_fact and quantity.kind in _COUNTED else EVERYTHING


def covers(ranges: Iterable[Range], whole: Range) -> bool:
    """Whether the ``ranges`` together leave out nothing of ``whole``."""
    parts = sorted(
        (part for part in (one.meet(whole) for one in ranges) if not part.is_empty),
        key=lambda part: (part.low is not None, part.low or 0, not part.has_low),
    )
    if not parts or (parts[0].low, parts[0].has_low) != (whole.low, whole.has_low):
        return False
    reached = parts[0]
    for _, part in pairwise(parts):
        if reached.high is None or _leaves_gap(reached, part):
            break
        reached = max(reached, part, key=_reach)
    return (reached.high, reached.has_high) == (whole.high, whole.has_high)


def _leaves_gap(below: Range, above: Range) -> bool:
    if below.high is None or above.low is None or below.high > above.low:  # type: ignore[operator]
        return False
    is_touching = below.high == above.low and (below.has_high or above.has_low)
    return not is_touching


def _reach(one: Range) -> tuple[bool, Bound, bool]:
    return one.high is None, one.high or 0, one.has_high
