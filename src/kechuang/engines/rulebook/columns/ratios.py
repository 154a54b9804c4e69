"""Exact fractions column by column: a numerator, a positive denominator, and what is known."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

import numpy as np

from kechuang.engines.rulebook.columns.planes import Plane, Rows, packed, unpacked
from kechuang.engines.rulebook.columns.states import State, followed, picked_state
from kechuang.engines.rulebook.columns.wholes import (
    ONE,
    Whole,
    absolute,
    chosen,
    compared,
    constant,
    larger,
    minus,
    picked_whole,
    plus,
    times,
)


class Ratio(NamedTuple):
    """``top ÷ bottom``; a date is the number of days since 1970-01-01."""

    top: Whole
    bottom: Whole
    state: State

    @property
    def exact(self) -> Fraction | None:
        """The one number it is in every row; None for a column."""
        top, bottom = self.top.values, self.bottom.values
        return Fraction(top, bottom) if isinstance(top, int) and isinstance(bottom, int) else None


def ratio_of(number: Fraction | int, state: State) -> Ratio:
    return Ratio(constant(number.numerator), constant(number.denominator), state)


def added(x: Ratio, y: Ratio, *, is_minus: bool = False) -> Ratio:
    join = minus if is_minus else plus
    state = followed(x.state, y.state)
    if x.bottom.is_constant and y.bottom.is_constant:
        shared = lcm(x.bottom.low, y.bottom.low)
        left, right = (times(one.top, constant(shared // one.bottom.low)) for one in (x, y))
        return Ratio(join(left, right), constant(shared), state)
    left, right = times(x.top, y.bottom), times(y.top, x.bottom)
    return Ratio(join(left, right), times(x.bottom, y.bottom), state)


def multiplied(x: Ratio, y: Ratio) -> Ratio:
    state = followed(x.state, y.state)
    return Ratio(times(x.top, y.top), times(x.bottom, y.bottom), state)


def divided(x: Ratio, y: Ratio) -> Ratio:
    """``x ÷ y``; what is divided by zero cannot be computed."""
    state = followed(x.state, y.state)
    zero = spread(compared(y.top, "==", constant(0)), state.known) & state.known
    state = state._replace(known=state.known & ~zero, raised=state.raised | zero)
    top, bottom = times(x.top, y.bottom), times(x.bottom, larger(absolute(y.top), ONE))
    if y.top.low < 0:
        is_negative = spread(compared(y.top, "<", constant(0)), state.known)
        top = picked_whole(is_negative, minus(constant(0), top), top)
    return Ratio(top, bottom, state)


def scaled(x: Ratio, factor: Fraction) -> Ratio:
    top, bottom = constant(factor.numerator), constant(factor.denominator)
    return Ratio(times(x.top, top), times(x.bottom, bottom), x.state)


def size_of(x: Ratio) -> Ratio:
    return x._replace(top=absolute(x.top))


def picked_ratio(rows: Plane, one: Ratio, other: Ratio) -> Ratio:
    """``one`` where ``rows`` is set, ``other`` elsewhere."""
    if not rows.any() or not (~rows).any():
        return one if rows.any() else other
    at = unpacked(rows)
    return Ratio(
        chosen(at, one.top, other.top),
        chosen(at, one.bottom, other.bottom),
        picked_state(rows, one.state, other.state),
    )


_FLIPPED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "==": "==", "!=": "!="}


def related(x: Ratio, operator: str, y: Ratio) -> Plane:
    """Where ``x operator y`` holds; meaningless where one of them is not known."""
    return spread(_rows(x, operator, y), x.state.known)


def _rows(x: Ratio, operator: str, y: Ratio) -> Rows | bool:
    need, have = y.exact, x.exact
    if need is not None and x.bottom.is_constant:
        return _against(x.top, operator, need * x.bottom.low)
    if have is not None and y.bottom.is_constant:
        return _against(y.top, _FLIPPED[operator], have * y.bottom.low)
    return compared(times(x.top, y.bottom), operator, times(y.top, x.bottom))


def _against(x: Whole, operator: str, bound: Fraction) -> Rows | bool:
    """A whole number against a fraction: against the whole number next to it."""
    if operator in ("==", "!=") and bound.denominator != 1:
        return operator == "!="
    nearest = ceil(bound) if operator in (">=", "<") else floor(bound)
    return compared(x, operator, constant(nearest))


def spread(rows: Rows | bool, like: Plane) -> Plane:
    """As a plane of the length of ``like``."""
    if isinstance(rows, bool):
        return ~np.zeros_like(like) if rows else np.zeros_like(like)
    return packed(rows)
