"""Points that rise evenly, column by column: linear, by orders of magnitude, by rank."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.columns.intervals import Interval, beyond, picked
from kechuang.engines.rulebook.columns.options import OptionScore, option_score
from kechuang.engines.rulebook.columns.planes import unpacked
from kechuang.engines.rulebook.columns.quantities import Worded, number
from kechuang.engines.rulebook.columns.ratios import Ratio
from kechuang.engines.rulebook.columns.states import State
from kechuang.engines.rulebook.columns.wholes import (
    Integers,
    Whole,
    column,
    constant,
    larger,
    minus,
    rounded,
    smaller,
    times,
)
from kechuang.engines.rulebook.rules.scales import Percentile, Scale, parts_earned

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block

DOUBT = 1e-12  # a float logarithm is never off by as much, as a share of its size


@option_score.register(Scale)
def _scale(option: Scale, block: Block) -> OptionScore:
    if option.most < 0:
        return OptionScore(beyond(block), block.none)
    value = number(option.quantity, block)
    read = _by_magnitude if option.is_log else _linear
    return _scored(option, read(option, value, block), value.state, block)


def _scored(option: Scale | Percentile, earned: Whole, state: State, block: Block) -> OptionScore:
    """``earned`` where it is known, else anything up to all."""
    unit = 10**option.decimals
    missing = ~state.known & ~state.raised
    anything = Interval(constant(0), constant(option.most * unit), missing, state.escaped, unit)
    exact = Interval(earned, earned, block.none, block.none, unit)
    return OptionScore(picked(state.known, exact, anything), state.raised)


def _linear(option: Scale, value: Ratio, block: Block) -> Whole:
    """The distance from the worst end, as a share of the whole distance."""
    ends = [Fraction(end) for end in (option.worst, option.best)]
    shared = ends[0].denominator * ends[1].denominator
    worst, best = (times(value.bottom, constant(int(end * shared))) for end in ends)
    inside = times(value.top, constant(shared))
    is_rising = option.best > option.worst
    low, high = (worst, best) if is_rising else (best, worst)
    inside = smaller(larger(inside, low), high)
    gone = minus(inside, worst) if is_rising else minus(worst, inside)
    each = Fraction(option.most * 10**option.decimals) / (abs(ends[1] - ends[0]) * shared)
    bottom = times(value.bottom, constant(each.denominator))
    return rounded(times(gone, constant(each.numerator)), bottom)


def _by_magnitude(option: Scale, value: Ratio, block: Block) -> Whole:
    """Floats propose; what lies within their error of a half is computed exactly."""
    worst, best, most = float(option.worst), float(option.best), option.most * 10**option.decimals
    told = _floats(value.top, block) / _floats(value.bottom, block)
    inside = np.clip(told, min(worst, best), max(worst, best))
    size = float(np.log(best / worst))
    parts = np.log(inside / worst) / size * most
    whole = np.floor(parts + 0.5).astype(np.int64)
    doubtful = np.abs(parts - np.floor(parts) - 0.5) <= DOUBT * most * max(1.0, 1 / abs(size))
    for row in np.flatnonzero(doubtful & unpacked(value.state.known)):
        exact = Fraction(_at(value.top, row), _at(value.bottom, row))
        whole[row] = parts_earned(option.share(exact), option.most, option.decimals)
    return column(whole)


def _floats(whole: Whole, block: Block) -> NDArray[np.float64]:
    return np.broadcast_to(np.asarray(whole.values, np.float64), block.frame.size)


def _at(whole: Whole, row: Any) -> int:
    values: Integers = whole.values
    return values if isinstance(values, int) else int(values[row])


@option_score.register(Percentile)
def _percentile(option: Percentile, block: Block) -> OptionScore:
    """The share of the cohort that a firm leaves behind; the only member has all."""
    if option.most < 0:
        return OptionScore(beyond(block), block.none)
    state = group_known(option, number(option.quantity, block).state, block)
    standing = block.standing(option)
    if standing is None:
        return _scored(option, constant(0), state._replace(known=block.none), block)
    below, others = np.minimum(standing.below, standing.others), standing.others
    alone = others == 0
    top = column(np.where(alone, 1, below) * (option.most * 10**option.decimals))
    earned = rounded(top, column(np.where(alone, 1, others)))
    return _scored(option, earned, state, block)


def groups_of(option: Percentile, block: Block) -> tuple[NDArray[Any], tuple[str, ...]]:
    """Whom each firm is ranked among, as a place in the names; names may come twice."""
    if option.same is None:
        return np.zeros(block.frame.size, np.uint8), ("",)
    told = block.value(option.same)
    if not isinstance(told, Worded):
        raise TypeError(option.same)
    return told.places, tuple(word[: option.digits or None] for word in told.told)


def group_known(option: Percentile, state: State, block: Block) -> State:
    """A firm whose own code is not known is in no cohort."""
    if option.same is None:
        return state
    group = block.value(option.same).state
    return state._replace(known=state.known & group.known, escaped=state.escaped | group.escaped)
