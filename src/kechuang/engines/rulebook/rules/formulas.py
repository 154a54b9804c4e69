"""Formulas of money: an expression, or marginal brackets over a base."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Protocol

from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.comparisons import missing_detail
from kechuang.engines.rulebook.terms.display import shown
from kechuang.engines.rulebook.terms.explaining import explain_quantity
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.quantities import Number, Quantity
from kechuang.engines.tally import slices
from kechuang.engines.wording import Text


class Computed(NamedTuple):
    """Fen before rounding, or None; and the sentence that shows how."""

    fen: Number | None
    step: Text


class Formula(Protocol):
    def compute(self, inquiry: Inquiry) -> Computed: ...


@dataclass(frozen=True, slots=True)
class Expression:
    quantity: Quantity

    def compute(self, inquiry: Inquiry) -> Computed:
        value = self.quantity.value(inquiry)
        if not isinstance(value, int | Fraction):
            return Computed(None, missing_detail(inquiry.missing))
        return Computed(value, explain_quantity(self.quantity, inquiry))


class Bracket(NamedTuple):
    """The part of the base up to ``up_to`` fen (None: without end) earns ``rate``."""

    up_to: int | None
    rate: Fraction


@dataclass(frozen=True, slots=True)
class Brackets:
    """Marginal rates: each part of the base earns its own."""

    base: Quantity
    brackets: tuple[Bracket, ...]

    def compute(self, inquiry: Inquiry) -> Computed:
        base = self.base.value(inquiry)
        if not isinstance(base, int | Fraction):
            return Computed(None, missing_detail(inquiry.missing))
        parts = self._parts(base)
        total = sum((part * bracket.rate for part, bracket in parts), Fraction(0))
        told = [_part_text(part, bracket) for part, bracket in parts if part]
        step = Text(" + ".join(text.zh for text in told), " + ".join(text.en for text in told))
        return Computed(total, step)

    def _parts(self, base: Number) -> list[tuple[Fraction, Bracket]]:
        """Each slice with its bracket; tops in the base's own fraction of a fen, so exact."""
        size = base.denominator
        tops = [bracket.up_to * size for bracket in self.brackets if bracket.up_to is not None]
        parts = (Fraction(part, size) for part in slices(base.numerator, tops))
        return list(zip(parts, self.brackets, strict=True))


def _part_text(part: Number, bracket: Bracket) -> Text:
    money, rate = shown(part, Kind.MONEY), shown(bracket.rate, Kind.RATIO)
    return Text(f"{money.zh}×{rate.zh}", f"{money.en} × {rate.en}")
