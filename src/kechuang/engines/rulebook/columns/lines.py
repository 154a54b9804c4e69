"""One line of an amount column by column: its formula inside its own limits, rounded."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from kechuang.engines.rulebook.columns.dates import truncated
from kechuang.engines.rulebook.columns.formulas import formula_value
from kechuang.engines.rulebook.columns.guards import decide
from kechuang.engines.rulebook.columns.planes import Plane
from kechuang.engines.rulebook.columns.quantities import number
from kechuang.engines.rulebook.columns.ratios import Ratio, ratio_of, related
from kechuang.engines.rulebook.columns.wholes import (
    Whole,
    constant,
    floored,
    larger,
    minus,
    picked_whole,
    plus,
    rounded,
    smaller,
    times,
)
from kechuang.engines.rulebook.rules.amounts import AmountItem
from kechuang.engines.rulebook.rules.roundings import RoundTo
from kechuang.engines.tally import Limits

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block

HALF_UP = RoundTo("half_up")
ZERO = constant(0)


class Line(NamedTuple):
    """Fen from ``low`` to ``high`` (where ``bounded``); ``known``: its formula was computed."""

    low: Whole
    high: Whole
    bounded: Plane
    known: Plane
    escaped: Plane


def line_of(item: AmountItem, block: Block) -> Line:
    line = _less(item, _computed(item, block), block)
    if item.when is None:
        return line
    due = decide(item.when, block)
    return Line(
        picked_whole(due.met, line.low, ZERO),
        picked_whole(due.met | due.unknown, line.high, ZERO),
        line.bounded | due.not_met,
        line.known | due.not_met,
        (line.escaped & ~due.not_met) | due.escaped | due.possible,
    )


def _computed(item: AmountItem, block: Block) -> Line:
    value = formula_value(item.formula, block)
    known = value.state.known
    paid = _settled(value, item.limits, item.rounding or HALF_UP, block)
    cap = item.limits.cap_fen
    high = picked_whole(known, paid, ZERO if cap is None else constant(cap))
    bounded = known if cap is None else block.full
    return Line(picked_whole(known, paid, ZERO), high, bounded, known, value.state.escaped)


def _settled(value: Ratio, limits: Limits, rounding: RoundTo, block: Block) -> Whole:
    """As ``tally.settle``: limits held against the exact amount, then the rounding."""
    inside = value._replace(top=larger(value.top, ZERO))
    if limits.cap_fen is not None:
        inside = inside._replace(
            top=smaller(inside.top, times(constant(limits.cap_fen), inside.bottom))
        )
    paid = _rounded(inside, rounding)
    if limits.cap_fen is not None and limits.cap_fen % rounding.unit_fen:
        is_over = related(value, ">", ratio_of(limits.cap_fen, block.certain))
        paid = picked_whole(is_over, constant(limits.cap_fen), paid)
    if not limits.floor_fen and not limits.least_fen:
        return paid
    for least, instead in ((limits.floor_fen, limits.floor_fen), (limits.least_fen, 0)):
        is_under = related(value, "<", ratio_of(least, block.certain))
        paid = picked_whole(is_under, constant(instead), paid)
    return paid


def _rounded(value: Ratio, rounding: RoundTo) -> Whole:
    """A whole multiple of the unit, of an amount that is not below zero."""
    unit = constant(rounding.unit_fen)
    top, bottom = value.top, times(value.bottom, unit)
    if bottom.is_one or rounding.way == "floor":
        return times(floored(top, bottom), unit)
    if rounding.way == "ceiling":
        return times(minus(ZERO, floored(minus(ZERO, top), bottom)), unit)
    return times(rounded(top, bottom), unit)


def _less(item: AmountItem, line: Line, block: Block) -> Line:
    """补差: less what was paid before; where that is not known, anything down to nothing."""
    if not item.less:
        return line
    told = [number(part, block) for part in item.less]
    paid = reduce(plus, (larger(truncated(one), ZERO) for one in told))
    known, escaped = block.full, line.escaped
    for one in told:
        known, escaped = known & one.state.known, escaped | one.state.escaped | one.state.raised
    low, high = (larger(minus(end, paid), ZERO) for end in (line.low, line.high))
    low, high = picked_whole(known, low, ZERO), picked_whole(known, high, line.high)
    return Line(low, high, line.bounded, line.known, escaped)
