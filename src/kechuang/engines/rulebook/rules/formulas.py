"""Formulas of money: an expression, brackets over a base, full steps, rates by year."""

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
from kechuang.engines.tally import ceiling, floor, slices
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


@dataclass(frozen=True, slots=True)
class Steps:
    """``award_fen`` for each ``step`` of the base, full ones or (``is_begun``) also a begun one."""

    base: Quantity
    step: Number
    award_fen: int
    is_begun: bool = False

    def compute(self, inquiry: Inquiry) -> Computed:
        base = self.base.value(inquiry)
        if not isinstance(base, int | Fraction):
            return Computed(None, missing_detail(inquiry.missing))
        exact = max(Fraction(base) / self.step, Fraction(0))
        count = (ceiling if self.is_begun else floor)(exact.numerator, exact.denominator)
        whole, step = shown(base, self.base.kind), shown(self.step, self.base.kind)
        award = shown(self.award_fen, Kind.MONEY)
        return Computed(
            count * self.award_fen,
            Text(
                f"{whole.zh}中每满{step.zh}给{award.zh}，共{count}份"
                if not self.is_begun
                else f"{whole.zh}中每{step.zh}（不足按一份）给{award.zh}，共{count}份",
                f"{count} × {award.en} ({whole.en} in steps of {step.en})",
            ),
        )


@dataclass(frozen=True, slots=True)
class ByYear:
    """The rate of the ``year``-th year (from 1) of the base; after the last rate nothing."""

    base: Quantity
    rates: tuple[Fraction, ...]
    year: Quantity

    def compute(self, inquiry: Inquiry) -> Computed:
        base, year = self.base.value(inquiry), self.year.value(inquiry)
        if not isinstance(base, int | Fraction) or not isinstance(year, int | Fraction):
            return Computed(None, missing_detail(inquiry.missing))
        is_paid = 1 <= year <= len(self.rates)
        rate = self.rates[int(year) - 1] if is_paid else Fraction(0)
        whole, share = shown(base, Kind.MONEY), shown(rate, Kind.RATIO)
        step = Text(f"第{year}年 {whole.zh} × {share.zh}", f"year {year}: {whole.en} × {share.en}")
        return Computed(base * rate, step)


def _part_text(part: Number, bracket: Bracket) -> Text:
    money, rate = shown(part, Kind.MONEY), shown(bracket.rate, Kind.RATIO)
    return Text(f"{money.zh}×{rate.zh}", f"{money.en} × {rate.en}")
