"""Ways to earn the points of one item: bands of a quantity, cases, or an expert's free choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.rules.bands import Band, Point, Points
from kechuang.engines.rulebook.terms.closeness import Closeness, closeness_of
from kechuang.engines.rulebook.terms.comparisons import short_by, why_open
from kechuang.engines.rulebook.terms.display import Value, shown_briefly
from kechuang.engines.rulebook.terms.guards import Guard
from kechuang.engines.rulebook.terms.quantities import NotComputableError, Quantity, unit_of
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text


class NextBand(NamedTuple):
    """The band above, and how far the value is from it."""

    points: Points
    closeness: Closeness


class Scored(NamedTuple):
    points: Points
    detail: Text
    missing: tuple[MissingFact, ...] = ()
    is_incomputable: bool = False
    next_band: NextBand | None = None


class Option(Protocol):
    @property
    def greatest(self) -> Point: ...
    def score(self, inquiry: Inquiry) -> Scored: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """Experts decide within ``points``."""

    points: Points

    @property
    def greatest(self) -> Point:
        return self.points.high

    def score(self, inquiry: Inquiry) -> Scored:
        span = f"{self.points.low}–{self.points.high}"
        return Scored(self.points, Text(f"专家在{span}分内评定", f"experts decide within {span}"))


@dataclass(frozen=True, slots=True)
class Banded:
    """The band that holds the quantity."""

    quantity: Quantity
    bands: tuple[Band, ...]

    @property
    def greatest(self) -> Point:
        return self._any().high

    def score(self, inquiry: Inquiry) -> Scored:
        before = len(inquiry.missing)
        try:
            value = self.quantity.value(inquiry)
        except NotComputableError as open_question:
            return Scored(self._any(), why_open(open_question), is_incomputable=True)
        if value is None:
            return Scored(self._any(), _NOTHING, tuple(inquiry.missing[before:]))
        points = next(band.points for band in self.bands if value in band)
        return self._in_band(value, points, inquiry)

    def _in_band(self, value: Value, points: Points, inquiry: Inquiry) -> Scored:
        told = shown_briefly(value, self.quantity.kind, unit_of(self.quantity))
        actual = Text(f"实际{told.zh}", f"actual {told.en}")
        above = self._band_above(value, points)
        if above is None or above.lower is None:
            return Scored(points, actual)
        short = short_by(self.quantity, value, ">=", above.lower, inquiry)
        more = f"{above.points.high}"
        detail = Text(
            f"{actual.zh}，{short.zh}可得{more}分", f"{actual.en}, {short.en} for {more} points"
        )
        next_band = NextBand(above.points, closeness_of(value, above.lower))
        return Scored(points, detail, next_band=next_band)

    def _band_above(self, value: Value, points: Points) -> Band | None:
        """The next better band."""
        for band in self.bands:
            is_above = band.lower is not None and band.lower > value  # type: ignore[operator]
            if is_above and band.points.high > points.high:
                return band
        return None

    def _any(self) -> Points:
        """The whole span: nothing is assumed about an unknown value."""
        low = min(band.points.low for band in self.bands)
        return Points(low, max(band.points.high for band in self.bands))


class Case(NamedTuple):
    guard: Guard
    points: Points


@dataclass(frozen=True, slots=True)
class ByCase:
    """The points of the first case that holds."""

    cases: tuple[Case, ...]
    otherwise: Points

    @property
    def greatest(self) -> Point:
        return self._any().high

    def score(self, inquiry: Inquiry) -> Scored:
        before = len(inquiry.missing)
        for case in self.cases:
            verdict = case.guard.verdict(inquiry)
            if verdict is Verdict.MET:
                return Scored(case.points, _NOTHING)
            if verdict is not Verdict.NOT_MET:
                return Scored(self._any(), _NOTHING, tuple(inquiry.missing[before:]))
        return Scored(self.otherwise, _NOTHING)

    def _any(self) -> Points:
        every = [self.otherwise, *(case.points for case in self.cases)]
        return Points(min(one.low for one in every), max(one.high for one in every))


_NOTHING = Text("", "")


def best_of(scored: Sequence[Scored]) -> Scored:
    """The better alternative; one that cannot be computed is left aside when another can."""
    usable = [one for one in scored if not one.is_incomputable] or list(scored)
    low = max(one.points.low for one in usable)
    high = max(one.points.high for one in usable)
    told = max(usable, key=lambda one: (one.points.low, one.points.high))
    open_facts = (one.missing for one in usable if one.points.high > low)
    missing = tuple(dict.fromkeys(fact for facts in open_facts for fact in facts))
    return Scored(Points(low, high), told.detail, missing, next_band=told.next_band)
