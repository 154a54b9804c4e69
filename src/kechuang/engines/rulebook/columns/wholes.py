"""Whole numbers of a block, exact: 64 bits while the bounds allow it, Python integers beyond."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.planes import Plane, Rows, unpacked
from kechuang.engines.rulebook.terms.comparisons import COMPARE

FITS = 2**62
Integers = NDArray[Any] | int


class Whole(NamedTuple):
    """A column or one number for all; every value, known or not, lies from ``low`` to ``high``."""

    values: Integers
    low: int
    high: int

    @property
    def is_constant(self) -> bool:
        return isinstance(self.values, int)

    @property
    def is_one(self) -> bool:
        return isinstance(self.values, int) and self.values == 1

    @property
    def size(self) -> int:
        return max(abs(self.low), abs(self.high))


def constant(number: int) -> Whole:
    return Whole(number, number, number)


ONE = constant(1)


def column(values: NDArray[Any]) -> Whole:
    return Whole(values, int(values.min()), int(values.max()))


def plus(x: Whole, y: Whole) -> Whole:
    return _joined(np.add, x, y, (x.low + y.low, x.high + y.high))


def minus(x: Whole, y: Whole) -> Whole:
    return _joined(np.subtract, x, y, (x.low - y.high, x.high - y.low))


def times(x: Whole, y: Whole) -> Whole:
    if x.is_one or y.is_one:
        return x if y.is_one else y
    ends = [one * other for one in (x.low, x.high) for other in (y.low, y.high)]
    return _joined(np.multiply, x, y, (min(ends), max(ends)))


def smaller(x: Whole, y: Whole) -> Whole:
    if x.high <= y.low or y.high <= x.low:
        return x if x.high <= y.low else y
    return _joined(np.minimum, x, y, (min(x.low, y.low), min(x.high, y.high)))


def larger(x: Whole, y: Whole) -> Whole:
    if x.low >= y.high or y.low >= x.high:
        return x if x.low >= y.high else y
    return _joined(np.maximum, x, y, (max(x.low, y.low), max(x.high, y.high)))


def absolute(x: Whole) -> Whole:
    return x if x.low >= 0 else larger(x, minus(constant(0), x))


def floored(x: Whole, by: Whole) -> Whole:
    """``x // by``, which is positive in every row."""
    ends = [end // part for end in (x.low, x.high) for part in (by.low, by.high)]
    return x if by.is_one else _joined(np.floor_divide, x, by, (min(ends), max(ends)))


def rounded(top: Whole, bottom: Whole) -> Whole:
    """``top ÷ bottom``, not below zero, to the nearest whole number; a half goes up."""
    if bottom.is_constant and bottom.low % 2 == 0:
        return floored(plus(top, constant(bottom.low // 2)), bottom)
    twice = constant(2)
    return top if bottom.is_one else floored(plus(times(twice, top), bottom), times(twice, bottom))


def chosen(rows: Rows, x: Whole, y: Whole) -> Whole:
    """``x`` where ``rows`` is set, ``y`` elsewhere."""
    if x.is_constant and y.is_constant and x.low == y.low:
        return x
    low, high = min(x.low, y.low), max(x.high, y.high)
    one, other = _wide(x, y, low, high)
    return Whole(np.where(rows, one, other), low, high)


def picked_whole(rows: Plane, x: Whole, y: Whole) -> Whole:
    """``x`` where the bit of ``rows`` is set; no copy where it is so everywhere or nowhere."""
    if not (~rows).any():
        return x
    return chosen(unpacked(rows), x, y) if rows.any() else y


def compared(x: Whole, operator: str, y: Whole) -> Rows | bool:
    """Row by row; one answer for all where the bounds already tell it."""
    settled = _settled(x, operator, y)
    if settled is not None:
        return settled
    return np.asarray(COMPARE[operator](x.values, y.values), np.bool_)


def _settled(x: Whole, operator: str, y: Whole) -> bool | None:
    if operator in ("==", "!="):
        if x.values is y.values:
            return operator == "=="
        if x.high < y.low or x.low > y.high:
            return operator == "!="
        return (operator == "==") if x.low == x.high == y.low == y.high else None
    at_worst, at_best = (x.low, y.high), (x.high, y.low)
    if operator in ("<", "<="):
        at_worst, at_best = (x.high, y.low), (x.low, y.high)
    if COMPARE[operator](*at_worst):
        return True
    return None if COMPARE[operator](*at_best) else False


def _joined(operation: Callable[..., Any], x: Whole, y: Whole, ends: tuple[int, int]) -> Whole:
    low, high = ends
    if x.is_constant and y.is_constant:
        return constant(low)
    one, other = _wide(x, y, low, high)
    return Whole(operation(one, other), low, high)


def _wide(x: Whole, y: Whole, low: int, high: int) -> tuple[Integers, Integers]:
    """Both in a type that holds them and all between ``low`` and ``high``."""
    is_large = max(x.size, y.size, abs(low), abs(high)) > FITS
    return _typed(x, is_large=is_large), _typed(y, is_large=is_large)


def _typed(x: Whole, *, is_large: bool) -> Integers:
    if isinstance(x.values, int):
        return x.values
    return x.values.astype(object if is_large else np.int64, copy=False)
