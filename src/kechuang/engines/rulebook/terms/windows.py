"""Tests of a span: a date within three years, between two days, in a fiscal year; both ends in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.closeness import closeness_of
from kechuang.engines.rulebook.terms.comparisons import (
    Finding,
    Shortfall,
    left_open,
    short_by,
    unknown,
)
from kechuang.engines.rulebook.terms.display import Value, shown_apart, shown_briefly
from kechuang.engines.rulebook.terms.quantities import NotComputableError, Quantity, unit_of
from kechuang.engines.rulebook.verdict import Verdict
from kechuang.engines.wording import Text

Ordered = date | int | Fraction


@dataclass(frozen=True, slots=True)
class Window:
    """``low`` ≤ ``quantity`` ≤ ``high``; one end that is missed settles it, whatever the other."""

    quantity: Quantity
    low: Quantity
    high: Quantity

    def find(self, inquiry: Inquiry) -> Finding:
        try:
            values = [part.value(inquiry) for part in (self.quantity, self.low, self.high)]
        except NotComputableError as open_question:
            return left_open(open_question, inquiry)
        have, low, high = (one if isinstance(one, Ordered) else None for one in values)
        if have is not None and low is not None and have < low:  # type: ignore[operator]
            return self._missed(have, ">=", low, inquiry)
        if have is not None and high is not None and have > high:  # type: ignore[operator]
            return self._missed(have, "<=", high, inquiry)
        if have is None or low is None or high is None:
            return unknown(inquiry.missing)
        kind, unit = self.quantity.kind, unit_of(self.quantity)
        told = [shown_briefly(value, kind, unit) for value in (have, low, high)]
        return Finding(
            Verdict.MET,
            Text(
                f"{told[0].zh} 在 {told[1].zh} 至 {told[2].zh} 之间",
                f"{told[0].en} lies between {told[1].en} and {told[2].en}",
            ),
        )

    def _missed(self, have: Value, operator: str, need: Value, inquiry: Inquiry) -> Finding:
        unit = unit_of(self.quantity)
        one, other = shown_apart(have, need, self.quantity.kind, unit)
        sign, is_below = ("≥", True) if operator == ">=" else ("≤", False)
        detail = Text(
            f"{one.zh} {'早于或低于' if is_below else '晚于或高于'} {other.zh}",
            f"{one.en} is {'before or below' if is_below else 'after or above'} {other.en}",
        )
        needed = Text(f"{sign} {other.zh}", f"{sign} {other.en}")
        short = short_by(self.quantity, have, operator, need, inquiry)
        return Finding(
            Verdict.NOT_MET, detail, Shortfall(one, needed, short, closeness_of(have, need))
        )
