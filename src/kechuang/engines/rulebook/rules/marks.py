"""Marks: the least score that passes, and how far a score is from it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kechuang.engines.rulebook.inquiry import MissingFact
from kechuang.engines.rulebook.reasons import Failing, Gap
from kechuang.engines.rulebook.rules.bands import Point, Points
from kechuang.engines.rulebook.rules.heads import Head
from kechuang.engines.rulebook.rules.options import NextBand
from kechuang.engines.rulebook.terms.closeness import Closeness
from kechuang.engines.rulebook.terms.decimals import written
from kechuang.engines.rulebook.terms.measures import measured
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text

MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """The least whole score that passes; zero only asks that the points are settled."""

    at_least: int

    def verdict(self, points: Points, *, has_missing: bool) -> Verdict:
        if points.low >= self.at_least and (self.at_least or points.low == points.high):
            return Verdict.MET
        if points.high < self.at_least:
            return Verdict.NOT_MET
        return Verdict.UNKNOWN if has_missing else Verdict.POSSIBLE


@dataclass(frozen=True, slots=True)
class Marked:
    """A scored part that must pass by itself: its points and the band above them."""

    head: Head
    mark: Mark
    points: Points
    missing: tuple[MissingFact, ...]
    next_band: NextBand | None = None

    @property
    def verdict(self) -> Verdict:
        return self.mark.verdict(self.points, has_missing=bool(self.missing))

    def failing(self) -> Failing:
        need = self.mark.at_least
        short = need - self.points.high
        size, bound = measured(digits_of(short), "分"), measured(f"{need}", "分")
        needed = Text(f"≥ {bound.zh}", f"≥ {bound.en}")
        short_by = Text(f"还差{size.zh}", f"short by {size.en}")
        gap = Gap(self.head.id, self.head.label, told(self.points), needed, short_by)
        return Failing(gap, self._closeness())

    def _closeness(self) -> Closeness:
        """What is measured tells more than points do: 9% of 10% is near, 0 of 4 points is not."""
        need = self.mark.at_least
        if self.next_band and self.next_band.points.low >= need:
            return self.next_band.closeness
        return Fraction(need - self.points.high, need)


def told(points: Points) -> Text:
    """The points in words."""
    low, high = (digits_of(point) for point in points)
    return measured(low if low == high else f"{low}–{high}", "分")


def digits_of(point: Point) -> str:
    return str(point) if point.denominator == 1 else written(point, MOST_DECIMALS)
