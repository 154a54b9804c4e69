"""Quantities column by column: the second reader of the tree that ``terms`` evaluates itself.

A node without a reader here escapes: every firm it is asked about goes to the explaining evaluator.
"""

from __future__ import annotations

from datetime import date
from functools import reduce, singledispatch
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.dates import date_of, shifted_ratio
from kechuang.engines.rulebook.columns.frames import Flags, Words
from kechuang.engines.rulebook.columns.planes import Plane
from kechuang.engines.rulebook.columns.ratios import (
    Ratio,
    added,
    divided,
    multiplied,
    picked_ratio,
    ratio_of,
    related,
)
from kechuang.engines.rulebook.columns.sheets import WORDED
from kechuang.engines.rulebook.columns.states import State, followed
from kechuang.engines.rulebook.columns.wholes import column, constant
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.quantities import (
    Arithmetic,
    Constant,
    Extreme,
    FactOf,
    Named,
    Today,
    YearEdge,
)

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block

BASIS_POINTS = constant(10_000)
WHOLE = constant(1)


class Truth(NamedTuple):
    """A yes-or-no value; ``yes`` lies within what is known."""

    yes: Plane
    state: State


class Worded(NamedTuple):
    """Codes and texts, by their places in ``told``."""

    places: NDArray[Any]
    told: tuple[str, ...]
    state: State


Measured = Ratio | Truth | Worded


@singledispatch
def measure(quantity: object, block: Block) -> Measured:
    """The value of ``quantity`` for every firm of ``block``."""
    return escaped(block)


def escaped(block: Block) -> Ratio:
    return ratio_of(0, block.beyond)


def number(quantity: object, block: Block) -> Ratio:
    """The value as a ratio; where it is none, everything escapes."""
    value = block.value(quantity)  # type: ignore[arg-type]
    return value if isinstance(value, Ratio) else escaped(block)


@measure.register(Constant)
def _constant(quantity: Constant, block: Block) -> Measured:
    amount = quantity.amount
    if isinstance(amount, bool):
        return Truth(block.full if amount else block.none, block.certain)
    if isinstance(amount, date):
        return ratio_of(date_of(amount), block.certain)
    return escaped(block) if isinstance(amount, str) else ratio_of(amount, block.certain)


@measure.register(Today)
@measure.register(YearEdge)
def _day(quantity: Today | YearEdge, block: Block) -> Measured:
    return ratio_of(date_of(quantity.value(block.nobody)), block.certain)


@measure.register(FactOf)
def _fact(quantity: FactOf, block: Block) -> Measured:
    period = quantity.period.name(block.on) if quantity.period else None
    return fact(quantity.definition.name, period, quantity.kind, block)


def fact(name: str, period: str | None, kind: Kind, block: Block) -> Measured:
    """One column; nobody is known to have a fact that has none."""
    told = block.column((name, period))
    if told is None:
        if kind is Kind.FLAG:
            return Truth(block.none, block.untold)
        if kind in WORDED:
            return Worded(np.zeros(block.frame.size, np.uint8), (), block.untold)
        return ratio_of(0, block.untold)
    state = State(told.known, block.none, ~told.known, block.none)
    if isinstance(told, Flags):
        return Truth(told.yes, state)
    if isinstance(told, Words):
        return Worded(told.places, told.told, state)
    return Ratio(column(told.values), BASIS_POINTS if kind is Kind.RATIO else WHOLE, state)


@measure.register(Named)
def _named(quantity: Named, block: Block) -> Measured:
    return block.value(quantity.meaning)


@measure.register(Arithmetic)
def _arithmetic(quantity: Arithmetic, block: Block) -> Measured:
    left, right = number(quantity.left, block), number(quantity.right, block)
    kinds = quantity.left.kind, quantity.right.kind
    if Kind.DATE in kinds and kinds != (Kind.DATE, Kind.DATE):
        return shifted_ratio(left, right, quantity.operator, kinds[1], block)
    if quantity.operator in "+-":
        return added(left, right, is_minus=quantity.operator == "-")
    return (multiplied if quantity.operator == "*" else divided)(left, right)


@measure.register(Extreme)
def _extreme(quantity: Extreme, block: Block) -> Measured:
    operator = "<=" if quantity.choose is min else ">="
    parts = [number(part, block) for part in quantity.parts]
    return reduce(lambda one, other: _better(one, other, operator), parts)


def _better(one: Ratio, other: Ratio, operator: str) -> Ratio:
    state = followed(one.state, other.state)
    return picked_ratio(related(one, operator, other), one, other)._replace(state=state)
