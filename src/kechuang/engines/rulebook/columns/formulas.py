"""Formulas of money column by column: fen before rounding, as exact fractions."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce, singledispatch
from itertools import pairwise
from math import lcm
from typing import TYPE_CHECKING

from kechuang.engines.rulebook.columns.quantities import escaped, number
from kechuang.engines.rulebook.columns.ratios import (
    Ratio,
    multiplied,
    picked_ratio,
    ratio_of,
    related,
    scaled,
)
from kechuang.engines.rulebook.columns.states import followed
from kechuang.engines.rulebook.columns.wholes import (
    Whole,
    constant,
    floored,
    larger,
    minus,
    plus,
    smaller,
    times,
)
from kechuang.engines.rulebook.rules.formulas import Brackets, ByYear, Expression, Steps

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block

ZERO = constant(0)


@singledispatch
def formula_value(formula: object, block: Block) -> Ratio:
    """What ``formula`` comes to for every firm of ``block``; one without a reader escapes."""
    return escaped(block)


@formula_value.register(Expression)
def _expression(formula: Expression, block: Block) -> Ratio:
    return number(formula.quantity, block)


@formula_value.register(Brackets)
def _brackets(formula: Brackets, block: Block) -> Ratio:
    """Each part of the base earns its own rate; a base below zero has no parts."""
    base = number(formula.base, block)
    shared = lcm(*(bracket.rate.denominator for bracket in formula.brackets))
    tops = [bracket.up_to for bracket in formula.brackets if bracket.up_to is not None]
    ends = [ZERO, *(times(constant(top), base.bottom) for top in tops)]
    parts = [_part(base.top, *pair) for pair in pairwise(ends)] + [_above(base.top, ends[-1])]
    earned = (
        times(part, constant(int(bracket.rate * shared)))
        for part, bracket in zip(parts, formula.brackets, strict=True)
    )
    return Ratio(reduce(plus, earned), times(base.bottom, constant(shared)), base.state)


def _part(base: Whole, lower: Whole, upper: Whole) -> Whole:
    return larger(minus(smaller(base, upper), lower), ZERO)


def _above(base: Whole, lower: Whole) -> Whole:
    return larger(minus(base, lower), ZERO)


@formula_value.register(Steps)
def _steps(formula: Steps, block: Block) -> Ratio:
    steps = scaled(number(formula.base, block), 1 / Fraction(formula.step))
    top = larger(steps.top, ZERO)
    if formula.is_begun:
        count = minus(ZERO, floored(minus(ZERO, top), steps.bottom))
    else:
        count = floored(top, steps.bottom)
    return Ratio(times(count, constant(formula.award_fen)), constant(1), steps.state)


@formula_value.register(ByYear)
def _by_year(formula: ByYear, block: Block) -> Ratio:
    """The rate of each year from 1; before and after them nothing."""
    base, year = number(formula.base, block), number(formula.year, block)
    rate = ratio_of(0, block.certain)
    for place, own in enumerate(formula.rates, start=1):
        operator = "<" if place < len(formula.rates) else "<="
        end = place + 1 if place < len(formula.rates) else place
        rows = related(year, ">=", ratio_of(place, block.certain))
        rows &= related(year, operator, ratio_of(end, block.certain))
        rate = picked_ratio(rows, ratio_of(own, block.certain), rate)
    paid = multiplied(base, rate)
    return paid._replace(state=followed(base.state, year.state))
