"""Amounts column by column: what each firm of a block is due, in fen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.lines import Line, line_of
from kechuang.engines.rulebook.columns.planes import WORD, Plane, common, union, unpacked
from kechuang.engines.rulebook.columns.ratios import spread
from kechuang.engines.rulebook.columns.wholes import (
    FITS,
    Whole,
    compared,
    constant,
    larger,
    picked_whole,
    plus,
    smaller,
)
from kechuang.engines.rulebook.rules.amounts import AmountRule
from kechuang.engines.rulebook.rules.sums import Amount

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block

NOTHING, EXACT, CEILING, RANGE, UNDETERMINED = range(5)
KINDS = ("", "exact", "ceiling", "range", "undetermined")
OPEN = -1  # no bound: amounts are never below zero


class Amounts(NamedTuple):
    """One kind and two bounds in fen per row, ``OPEN`` where there is none.

    Bounds are 64-bit integers; Python integers in a block where one of them does not fit.
    """

    kind: NDArray[np.uint8]
    low: NDArray[Any]
    high: NDArray[Any]


class AmountFound(NamedTuple):
    amounts: Amounts
    escaped: Plane


def amounts_of(rule: AmountRule, block: Block) -> AmountFound:
    """What ``rule`` grants to every firm of ``block``, as ``AmountRule.compute`` would."""
    lines = [line_of(item, block) for item in rule.items]
    low, high, is_bounded = _joined(rule, lines, block)
    is_zero = spread(compared(low, "==", constant(0)), block.none)
    is_known = union((line.known for line in lines), block.none)
    settled = common((_settled(line, block) for line in lines), block.full)
    open_ended = (is_zero & ~is_bounded) | ~is_known
    kind = _kind(rule, open_ended, settled, block)
    escaped = union((line.escaped for line in lines), block.none)
    shown = picked_whole(is_bounded, high, constant(OPEN))
    if rule.is_ceiling or rule.budget:
        low = constant(0)
    low = picked_whole(open_ended, constant(OPEN), low)
    size = block.frame.size
    return AmountFound(Amounts(kind, _column(low, size), _column(shown, size)), escaped)


def _kind(rule: AmountRule, open_ended: Plane, settled: Plane, block: Block) -> NDArray[np.uint8]:
    known = _either(settled, EXACT, RANGE)
    if rule.is_ceiling or rule.budget:
        known = np.full(block.frame.size, CEILING, np.uint8)
    return np.where(unpacked(open_ended), UNDETERMINED, known) if open_ended.any() else known


def _either(rows: Plane, kind: int, other: int) -> NDArray[np.uint8]:
    if not (~rows).any():
        return np.full(len(rows) * WORD, kind, np.uint8)
    return np.where(unpacked(rows), np.uint8(kind), np.uint8(other))


def _joined(rule: AmountRule, lines: Sequence[Line], block: Block) -> tuple[Whole, Whole, Plane]:
    """Least and most of all lines under the cap, and where the most is bounded."""
    join = larger if rule.is_highest else plus
    low = reduce(join, (line.low for line in lines))
    high = reduce(join, (line.high for line in lines))
    is_bounded = common((line.bounded for line in lines), block.full)
    if rule.cap_fen is None:
        return low, high, is_bounded
    cap = constant(rule.cap_fen)
    capped = picked_whole(is_bounded, smaller(high, cap), cap)
    return smaller(low, cap), capped, block.full


def _settled(line: Line, block: Block) -> Plane:
    is_one = spread(compared(line.low, "==", line.high), block.none)
    return line.known & line.bounded & is_one


def _column(number: Whole, size: int) -> NDArray[Any]:
    if isinstance(number.values, int):
        return np.full(size, number.values, None if _fits(number.values) else object)
    is_small = number.values.dtype != object or _fits(number.values.min(), number.values.max())
    return number.values.astype(np.int64, copy=False) if is_small else number.values


def replaced(bounds: NDArray[Any], place: int, fen: int) -> NDArray[Any]:
    """``bounds`` with ``fen`` at ``place``."""
    wide = bounds if _fits(fen) else bounds.astype(object)
    wide[place] = fen
    return wide


def _fits(*numbers: int) -> bool:
    return all(-FITS < number < FITS for number in numbers)


def written(amount: Amount | None) -> tuple[int, int, int]:
    """An amount of the explaining evaluator in the same three numbers."""
    if amount is None:
        return NOTHING, OPEN, OPEN
    bounds = (OPEN if fen is None else fen for fen in (amount.low_fen, amount.high_fen))
    return KINDS.index(amount.kind), *bounds  # type: ignore[return-value]
