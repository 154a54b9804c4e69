"""When applications are taken: one span of days, or the same days of every year."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kechuang.engines.wording import Text

_LEAP_YEAR = 2024


class Season(NamedTuple):
    """Both ends included. ``is_yearly``: only month and day count, over New Year if need be.

    ``name``: how the round is called, empty where nobody named it.
    """

    opens_on: date
    closes_on: date
    is_yearly: bool
    article: Text
    name: Text = Text("", "")

    def span_at(self, on: date) -> tuple[date, date]:
        """The span that is open on the day ``on``, else the next one; a single one stays itself."""
        if not self.is_yearly:
            return self.opens_on, self.closes_on
        spans = (self._span(year) for year in (on.year - 1, on.year, on.year + 1))
        return next(span for span in spans if span[1] >= on)

    def spans_within(self, first: date, last: date) -> tuple[tuple[date, date], ...]:
        """Every span that has a day from ``first`` to ``last``, in order."""
        years = range(first.year - 1, last.year + 1)
        spans = map(self._span, years) if self.is_yearly else [(self.opens_on, self.closes_on)]
        return tuple(span for span in spans if span[0] <= last and span[1] >= first)

    def is_open(self, on: date) -> bool:
        opens, closes = self.span_at(on)
        return opens <= on <= closes

    def _span(self, year: int) -> tuple[date, date]:
        over = self.closes_on.replace(year=_LEAP_YEAR) < self.opens_on.replace(year=_LEAP_YEAR)
        return self.opens_on.replace(year=year), self.closes_on.replace(year=year + over)
