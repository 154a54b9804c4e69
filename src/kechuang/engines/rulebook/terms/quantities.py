"""Expressions as trees: a node has a ``kind`` and, for an inquiry, a ``value`` (None: unknown)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from operator import add, mul, sub
from typing import Protocol

from kechuang.engines.rulebook.catalogue import FactDefinition
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.terms.calendar import shift_months
from kechuang.engines.rulebook.terms.display import Value
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.periods import Period
from kechuang.engines.wording import Text

Number = Fraction | int


class Alternatives(Protocol):
    """What a wording can mean; an inquiry may choose one of the ``parts``."""

    @property
    def parts(self) -> tuple[Quantity, ...]: ...


class NotComputableError(Exception):
    """A quotient by zero: the rule text does not say what it means, so a person must.

    ``why``: another reason for which a person must judge; ``among``: the readings that differ.
    """

    def __init__(self, why: Text | None = None, among: Alternatives | None = None) -> None:
        super().__init__()
        self.why = why
        self.among = among


class Quantity(Protocol):
    @property
    def kind(self) -> Kind: ...
    def value(self, inquiry: Inquiry) -> Value | None: ...


@dataclass(frozen=True, slots=True)
class Constant:
    """``unit`` is the measure word it was written with (人, 件), empty for all else."""

    amount: Value
    kind: Kind
    unit: str = ""

    def value(self, inquiry: Inquiry) -> Value:
        return self.amount


@dataclass(frozen=True, slots=True)
class Today:
    """The day the question is asked for (``on``)."""

    kind: Kind = Kind.DATE

    def value(self, inquiry: Inquiry) -> date:
        return inquiry.on


@dataclass(frozen=True, slots=True)
class YearEdge:
    """First or last day of a fiscal year."""

    period: Period
    is_start: bool
    kind: Kind = Kind.DATE

    def value(self, inquiry: Inquiry) -> date:
        year = self.period.year(inquiry.on)
        return date(year, 1, 1) if self.is_start else date(year, 12, 31)


@dataclass(frozen=True, slots=True)
class FactOf:
    definition: FactDefinition
    period: Period | None

    @property
    def kind(self) -> Kind:
        return self.definition.type

    @property
    def unit(self) -> str:
        return self.definition.unit

    def value(self, inquiry: Inquiry) -> Value | None:
        period = self.period.name(inquiry.on) if self.period else None
        return inquiry.read(self.definition, period)


@dataclass(frozen=True, slots=True)
class OverYears:
    """Sum or mean of a yearly fact over the last full years, not before the year of ``since``."""

    definition: FactDefinition
    years: int
    since: FactDefinition | None
    is_mean: bool

    @property
    def kind(self) -> Kind:
        return self.definition.type

    @property
    def unit(self) -> str:
        return self.definition.unit

    def value(self, inquiry: Inquiry) -> Value | None:
        years = self._years(inquiry)
        if years is None:
            return None
        values = [inquiry.read(self.definition, str(year)) for year in years]
        if None in values:
            return None
        if self.is_mean and not values:
            raise NotComputableError
        total = sum(values)  # type: ignore[arg-type]
        return Fraction(total, len(values)) if self.is_mean else total

    def _years(self, inquiry: Inquiry) -> range | None:
        last = inquiry.on.year - 1
        first = last - self.years + 1
        if self.since is None:
            return range(first, last + 1)
        since = inquiry.read(self.since, None)
        return range(max(first, since.year), last + 1) if isinstance(since, date) else None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left operator right``, exact; unknown when either side is."""

    operator: str
    left: Quantity
    right: Quantity
    kind: Kind

    def value(self, inquiry: Inquiry) -> Value | None:
        left, right = self.left.value(inquiry), self.right.value(inquiry)
        if left is None or right is None:
            return None
        if self.kind is Kind.DATE or isinstance(left, date):
            return _dated(self.operator, left, right, self.right.kind)
        return _OPERATIONS[self.operator](left, right)


def _divide(left: Number, right: Number) -> Fraction:
    if right == 0:
        raise NotComputableError
    return Fraction(left, right)


_OPERATIONS: dict[str, Callable[..., Number]] = {"+": add, "-": sub, "*": mul, "/": _divide}


def _dated(operator: str, left: Value, right: Value, kind: Kind) -> Value:
    if not isinstance(left, date):
        raise TypeError(left)
    if isinstance(right, date):
        return (left - right).days
    size = int(right) if operator == "+" else -int(right)
    return shift_months(left, size) if kind is Kind.MONTHS else left + timedelta(days=size)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The smallest or largest of several quantities of one kind."""

    choose: Callable[..., Value]
    parts: tuple[Quantity, ...]
    kind: Kind

    def value(self, inquiry: Inquiry) -> Value | None:
        values = [part.value(inquiry) for part in self.parts]
        return None if None in values else self.choose(values)


@dataclass(frozen=True, slots=True)
class Named:
    """A quantity the pack defines once and uses by name."""

    name: str
    meaning: Quantity

    @property
    def kind(self) -> Kind:
        return self.meaning.kind

    def value(self, inquiry: Inquiry) -> Value | None:
        return self.meaning.value(inquiry)


def span_of(quantity: Quantity, inquiry: Inquiry) -> tuple[Number, Number | None] | None:
    """The least and the most that a count or sum over a list can still be, through names."""
    while isinstance(quantity, Named):
        quantity = quantity.meaning
    span = getattr(quantity, "span", None)
    return span(inquiry) if span else None


def quotient_in(quantity: Quantity) -> Arithmetic | None:
    """The quotient ``quantity`` stands for, through names; None when it is not one."""
    while isinstance(quantity, Named):
        quantity = quantity.meaning
    is_quotient = isinstance(quantity, Arithmetic) and quantity.operator == "/"
    return quantity if is_quotient else None  # type: ignore[return-value]


def unit_of(quantity: Quantity) -> str:
    """The measure word of what is counted (人, 件, 项), through names; empty for all else."""
    while isinstance(quantity, Named):
        quantity = quantity.meaning
    return getattr(quantity, "unit", "") if quantity.kind is Kind.COUNT else ""
