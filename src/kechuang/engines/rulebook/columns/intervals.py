"""Points column by column: an interval per firm, in whole parts of a point."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from kechuang.engines.rulebook.columns.planes import Plane
from kechuang.engines.rulebook.columns.wholes import (
    Whole,
    constant,
    picked_whole,
    times,
)
from kechuang.engines.rulebook.rules.bands import Points

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block


class Interval(NamedTuple):
    """From ``low`` to ``high``, counted in 1 ÷ ``unit`` of a point; ``missing``: a fact could
    change them.
    """

    low: Whole
    high: Whole
    missing: Plane
    escaped: Plane
    unit: int = 1


def beyond(block: Block) -> Interval:
    """Only the explaining evaluator can tell."""
    return Interval(constant(0), constant(0), block.none, block.full)


def fixed(points: Points, block: Block) -> Interval:
    unit = lcm(points.low.denominator, points.high.denominator)
    low, high = (constant(int(point * unit)) for point in points)
    return Interval(low, high, block.none, block.none, unit)


def in_unit(points: Interval, unit: int) -> Interval:
    """``unit`` is a multiple of the own one."""
    if points.unit == unit:
        return points
    factor = constant(unit // points.unit)
    low, high = times(points.low, factor), times(points.high, factor)
    return points._replace(low=low, high=high, unit=unit)


def alike(parts: Sequence[Interval]) -> list[Interval]:
    """All in one unit."""
    unit = lcm(*(part.unit for part in parts))
    return [in_unit(part, unit) for part in parts]


def picked(rows: Plane, one: Interval, other: Interval) -> Interval:
    """``one`` where ``rows`` is set, ``other`` elsewhere."""
    one, other = alike([one, other])
    return Interval(
        picked_whole(rows, one.low, other.low),
        picked_whole(rows, one.high, other.high),
        (one.missing & rows) | (other.missing & ~rows),
        one.escaped | other.escaped,
        one.unit,
    )


def span(listed: Sequence[Points], block: Block) -> Interval:
    """The whole span: nothing is assumed about what is not known."""
    whole = Points(min(one.low for one in listed), max(one.high for one in listed))
    return fixed(whole, block)
