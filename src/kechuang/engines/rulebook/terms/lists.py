"""Counts and sums over the records of a list: rights, contracts, posts, awards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.rows import RowInquiry
from kechuang.engines.rulebook.terms.comparisons import Test
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.records import rows_of
from kechuang.engines.rulebook.verdict import Verdict, all_of

Number = Fraction | int


class Span(NamedTuple):
    """What a fold can still be: ``high`` is None when nothing bounds it."""

    low: Number
    high: Number | None


@dataclass(frozen=True, slots=True)
class ListFold:
    """How many rows meet all ``tests``, or the sum of their ``measured`` column."""

    definition: FactDefinition
    tests: tuple[Test, ...]
    measured: FactDefinition | None

    @property
    def kind(self) -> Kind:
        return self.measured.type if self.measured else Kind.COUNT

    @property
    def unit(self) -> str:
        return (self.measured or self.definition).unit

    def value(self, inquiry: Inquiry) -> Number | None:
        span = self.span(inquiry)
        return span.low if span and span.low == span.high else None

    def span(self, inquiry: Inquiry) -> Span | None:
        """The least and the most; None when nobody has told the list."""
        told = inquiry.read(self.definition, None)
        if not isinstance(told, str):
            return None
        parts = list(self._parts(told, inquiry))
        tops = [part.high for part in parts]
        high = None if None in tops else sum(top or 0 for top in tops)
        return Span(sum(part.low for part in parts), high)

    def _parts(self, told: str, inquiry: Inquiry) -> Iterator[Span]:
        for row in rows_of(told) or ():
            asked = RowInquiry(inquiry, self.definition, row)
            verdict = all_of([test.find(asked).verdict for test in self.tests])
            if verdict is Verdict.NOT_MET:
                continue
            part = self._measure(asked, is_certain=verdict is Verdict.MET)
            if part.low != part.high:
                inquiry.missing += asked.missing
            yield part

    def _measure(self, asked: Inquiry, *, is_certain: bool) -> Span:
        """A row in question counts for nothing at least; an unknown measure for anything."""
        measure = asked.read(self.measured, None) if self.measured else 1
        if not isinstance(measure, int | Fraction):
            return Span(0, None)
        return Span(measure, measure) if is_certain else Span(min(measure, 0), max(measure, 0))
