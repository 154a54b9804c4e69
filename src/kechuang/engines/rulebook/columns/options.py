"""Ways to earn points, column by column: bands of a quantity, cases, an expert's free choice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce, singledispatch
from typing import TYPE_CHECKING, NamedTuple

from kechuang.engines.rulebook.columns.guards import decide
from kechuang.engines.rulebook.columns.intervals import Interval, alike, beyond, fixed, picked, span
from kechuang.engines.rulebook.columns.planes import Plane, union
from kechuang.engines.rulebook.columns.quantities import number
from kechuang.engines.rulebook.columns.ratios import Ratio, ratio_of, related, spread
from kechuang.engines.rulebook.columns.wholes import (
    Whole,
    compared,
    constant,
    larger,
    picked_whole,
    smaller,
    times,
)
from kechuang.engines.rulebook.rules.bands import Band
from kechuang.engines.rulebook.rules.options import Banded, ByCase, Judged
from kechuang.engines.rulebook.terms.quantities import FactOf

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block


class OptionScore(NamedTuple):
    points: Interval
    incomputable: Plane


@singledispatch
def option_score(option: object, block: Block) -> OptionScore:
    """The points of one option; one without a reader escapes."""
    return OptionScore(beyond(block), block.none)


@option_score.register(Judged)
def _judged(option: Judged, block: Block) -> OptionScore:
    return OptionScore(fixed(option.points, block), block.none)


@option_score.register(Banded)
def _banded(option: Banded, block: Block) -> OptionScore:
    value = number(option.quantity, block)
    state = value.state
    points = span([band.points for band in option.bands], block)
    points = points._replace(missing=~state.known & ~state.raised)
    for band in option.bands:
        inside = _inside(band, value, block) & state.known
        points = picked(inside, fixed(band.points, block), points)
    points = points._replace(escaped=points.escaped | state.escaped)
    return OptionScore(points, state.raised)


def _inside(band: Band, value: Ratio, block: Block) -> Plane:
    inside = block.full
    if band.lower is not None:
        operator = ">=" if band.is_lower_included else ">"
        inside = inside & related(value, operator, ratio_of(band.lower, block.certain))
    if band.upper is not None:
        operator = "<=" if band.is_upper_included else "<"
        inside = inside & related(value, operator, ratio_of(band.upper, block.certain))
    return inside


@option_score.register(ByCase)
def _by_case(option: ByCase, block: Block) -> OptionScore:
    """From the last case up; a guard that a person decides escapes."""
    every = span([option.otherwise, *(case.points for case in option.cases)], block)
    points = fixed(option.otherwise, block)
    for case in reversed(option.cases):
        found = decide(case.guard, block)
        points = picked(found.met, fixed(case.points, block), points)
        points = picked(found.unknown, every._replace(missing=block.full), points)
        points = points._replace(escaped=points.escaped | found.escaped | found.possible)
    return OptionScore(points, block.none)


def best_of(options: Sequence[OptionScore], block: Block) -> Interval:
    """The better alternative; one that cannot be computed is left aside when another can."""
    stuck = reduce(lambda one, other: one & other, (one.incomputable for one in options))
    usable = [~one.incomputable | stuck for one in options]
    ends = alike([one.points for one in options])
    low = reduce(larger, (_or_least(rows, one.low) for rows, one in zip(usable, ends, strict=True)))
    high = reduce(
        larger, (_or_least(rows, one.high) for rows, one in zip(usable, ends, strict=True))
    )
    missing = (one.missing & spread(compared(one.high, ">", low), block.none) for one in ends)
    escaped = union((one.escaped for one in ends), block.none)
    return Interval(low, high, union(missing, block.none), escaped, ends[0].unit)


LEAST = constant(-(2**31))


def _or_least(rows: Plane, points: Whole) -> Whole:
    return points if not (~rows).any() else picked_whole(rows, points, LEAST)


def kept_as_given(points: Interval, given: FactOf, block: Block) -> Interval:
    """What experts gave, within what they may give; settled points stay as they are."""
    told = number(given, block)
    if not told.bottom.is_one:
        return points
    kept = smaller(larger(times(told.top, constant(points.unit)), points.low), points.high)
    is_open = spread(compared(points.low, "<", points.high), block.none)
    rows = told.state.known & is_open
    escaped = points.escaped | told.state.escaped
    return picked(rows, Interval(kept, kept, points.missing, escaped, points.unit), points)
