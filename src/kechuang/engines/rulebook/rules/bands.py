"""Score bands: intervals with stated bounds that cover every value exactly once."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

Bound = Fraction | int
Point = Fraction | int


class Points(NamedTuple):
    """Points from ``low`` to ``high``; different where experts decide within the band.

    Whole ones, unless weights or a scale make them exact fractions with few decimals.
    """

    low: Point
    high: Point


class Band(NamedTuple):
    """Values from ``lower`` to ``upper`` (None: unbounded), each bound inclusive or not."""

    lower: Bound | None
    is_lower_included: bool
    upper: Bound | None
    is_upper_included: bool
    points: Points

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, int | Fraction):
            return False
        is_above = self.lower is None or value > self.lower
        is_below = self.upper is None or value < self.upper
        at_lower = self.is_lower_included and value == self.lower
        at_upper = self.is_upper_included and value == self.upper
        return (is_above or at_lower) and (is_below or at_upper)

    def meets(self, above: Band) -> bool:
        """Whether ``above`` begins exactly where this band ends: no gap, no overlap."""
        is_shared = self.is_upper_included is not above.is_lower_included
        return self.upper is not None and self.upper == above.lower and is_shared


def from_lowest(bands: list[Band]) -> list[Band]:
    return sorted(bands, key=lambda band: (band.lower is not None, band.lower or 0))
