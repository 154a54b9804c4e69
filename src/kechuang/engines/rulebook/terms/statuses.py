"""What several facts or years say together: flags over years, certificates, years counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.calendar import full_years
from kechuang.engines.rulebook.terms.comparisons import COMPARE
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.periods import Period
from kechuang.engines.rulebook.terms.quantities import Named, Quantity


@dataclass(frozen=True, slots=True)
class OverPeriods:
    """Whether a yearly flag was raised in any (``is_every``: in each) of ``periods``."""

    definition: FactDefinition
    periods: tuple[Period, ...]
    is_every: bool
    kind: Kind = Kind.FLAG

    def value(self, inquiry: Inquiry) -> bool | None:
        """One year settles it where it can, whatever is unknown of the others."""
        told = [inquiry.read(self.definition, one.name(inquiry.on)) for one in self.periods]
        settling = not self.is_every
        if settling in told:
            return settling
        return None if None in told else not settling


@dataclass(frozen=True, slots=True)
class Certificate:
    """A title that is ``held`` and has not run out on the day ``at``."""

    held: Quantity
    valid_until: Quantity
    at: Quantity
    kind: Kind = Kind.FLAG

    def value(self, inquiry: Inquiry) -> bool | None:
        held, until, at = (part.value(inquiry) for part in (self.held, self.valid_until, self.at))
        dates = (until, at) if isinstance(until, date) and isinstance(at, date) else None
        if held is False or (dates and dates[0] < dates[1]):
            return False
        return True if held is True and dates else None


def ran_out(title: Quantity, inquiry: Inquiry) -> tuple[date, date] | None:
    """Until when a held title was valid and the later day it is asked for; None for all else."""
    while isinstance(title, Named):
        title = title.meaning
    if not isinstance(title, Certificate) or title.held.value(inquiry) is not True:
        return None
    until, at = title.valid_until.value(inquiry), title.at.value(inquiry)
    return (until, at) if isinstance(until, date) and isinstance(at, date) and until < at else None


@dataclass(frozen=True, slots=True)
class YearsSince:
    """Full years from ``since`` to ``until``."""

    since: Quantity
    until: Quantity
    kind: Kind = Kind.COUNT

    def value(self, inquiry: Inquiry) -> int | None:
        since, until = self.since.value(inquiry), self.until.value(inquiry)
        if not isinstance(since, date) or not isinstance(until, date):
            return None
        return full_years(since, until)


@dataclass(frozen=True, slots=True)
class YearsMet:
    """In how many of the last full ``years`` a yearly fact stood in this relation to ``bound``."""

    definition: FactDefinition
    operator: str
    bound: Quantity
    years: int
    kind: Kind = Kind.COUNT

    def value(self, inquiry: Inquiry) -> int | None:
        span = self.span(inquiry)
        return span[0] if span and span[0] == span[1] else None

    def span(self, inquiry: Inquiry) -> tuple[int, int] | None:
        """A year that nobody knows counts for nothing at least, for one at most."""
        bound = self.bound.value(inquiry)
        if bound is None:
            return None
        last = inquiry.on.year - 1
        told = [inquiry.read(self.definition, str(last - back)) for back in range(self.years)]
        unknown = told.count(None)
        compare = COMPARE[self.operator]
        met = sum(compare(value, bound) for value in told if value is not None)
        return met, met + unknown
