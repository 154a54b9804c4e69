"""Points that rise evenly: linear between two bounds, by orders of magnitude, by rank."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from kechuang.engines.rulebook.inquiry import Inquiry, MissingFact
from kechuang.engines.rulebook.rules.bands import Points
from kechuang.engines.rulebook.rules.options import Scored
from kechuang.engines.rulebook.rules.stages import whole_or_exact
from kechuang.engines.rulebook.terms.comparisons import why_open
from kechuang.engines.rulebook.terms.decimals import round_half_up
from kechuang.engines.rulebook.terms.display import Value, shown_briefly
from kechuang.engines.rulebook.terms.quantities import (
    FactOf,
    NotComputableError,
    Number,
    Quantity,
    unit_of,
)
from kechuang.engines.wording import Text

DIGITS = 50  # far more than any rounding of points looks at


@dataclass(frozen=True, slots=True)
class Scale:
    """``most`` points at ``best``, none at ``worst``, the share between; beyond them no more.

    ``is_log``: the share is that of the logarithms, computed with 50 digits, never with floats.
    """

    quantity: Quantity
    worst: Number
    best: Number
    most: int
    decimals: int
    is_log: bool = False

    @property
    def greatest(self) -> int:
        return self.most

    def score(self, inquiry: Inquiry) -> Scored:
        before = len(inquiry.missing)
        try:
            value = self.quantity.value(inquiry)
        except NotComputableError as open_question:
            return Scored(Points(0, self.most), why_open(open_question), is_incomputable=True)
        if not isinstance(value, int | Fraction):
            return Scored(Points(0, self.most), _NOTHING, tuple(inquiry.missing[before:]))
        return earned(self.quantity, value, self.share(value), self.most, self.decimals)

    def share(self, value: Number) -> Fraction:
        """How far from the worst end to the best, from 0 to 1."""
        if self.is_log:
            return log_share(value, self.worst, self.best)
        share = Fraction(value - self.worst) / Fraction(self.best - self.worst)
        return min(max(share, Fraction(0)), Fraction(1))


@dataclass(frozen=True, slots=True)
class Percentile:
    """``most`` points times the share of the cohort that the firm leaves behind.

    Rank ÷ (members − 1), rank the number of members strictly below; the only member has all.
    ``same``: only those with the same code, cut to ``digits`` (0: whole). The cohort is frozen
    with the run; nobody who is unknown is in it. ``key`` names the item to people.
    """

    key: str
    quantity: Quantity
    most: int
    decimals: int
    same: FactOf | None = None
    digits: int = 0

    @property
    def greatest(self) -> int:
        return self.most

    def score(self, inquiry: Inquiry) -> Scored:
        before = len(inquiry.missing)
        try:
            value, group = self.quantity.value(inquiry), self.group(inquiry)
        except NotComputableError as open_question:
            return Scored(Points(0, self.most), why_open(open_question), is_incomputable=True)
        if not isinstance(value, int | Fraction) or group is None:
            return Scored(Points(0, self.most), _NOTHING, tuple(inquiry.missing[before:]))
        cohort = inquiry.cohorts.get((self, group))
        if not cohort:
            return Scored(Points(0, self.most), _NOTHING, (_COHORT._replace(name=self.key),))
        return earned(self.quantity, value, cohort.rank(value), self.most, self.decimals)

    def group(self, inquiry: Inquiry) -> str | None:
        """Whom the firm is ranked among; None when its own code is not known."""
        if self.same is None:
            return ""
        code = self.same.value(inquiry)
        return None if code is None else str(code)[: self.digits or None]


def earned(quantity: Quantity, value: Value, share: Fraction, most: int, decimals: int) -> Scored:
    points = whole_or_exact(Fraction(parts_earned(share, most, decimals), 10**decimals))
    told = shown_briefly(value, quantity.kind, unit_of(quantity))
    return Scored(Points(points, points), Text(f"实际{told.zh}", f"actual {told.en}"))


def parts_earned(share: Fraction, most: int, decimals: int) -> int:
    """The points of a share, counted in the last decimal."""
    return round_half_up(share * most * 10**decimals)


def log_share(value: Number, worst: Number, best: Number) -> Fraction:
    """ln(value ÷ worst) ÷ ln(best ÷ worst), from 0 to 1."""
    if value <= min(worst, best):
        return Fraction(int(best < worst))
    if value >= max(worst, best):
        return Fraction(int(best > worst))
    with localcontext() as context:
        context.prec = DIGITS
        ends = [_ln(Fraction(one) / Fraction(worst)) for one in (value, best)]
        return Fraction(ends[0] / ends[1])


def _ln(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / Decimal(number.denominator)).ln()


_NOTHING = Text("", "")
_COHORT = MissingFact(
    "", None, Text("同组企业的数据", "The firms it is ranked among"), "全部企业运算 / full run"
)
