"""Stages and their weights, column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from kechuang.engines.rulebook.columns.guards import decide
from kechuang.engines.rulebook.columns.intervals import Interval
from kechuang.engines.rulebook.columns.planes import Plane
from kechuang.engines.rulebook.columns.wholes import (
    Whole,
    constant,
    larger,
    picked_whole,
    rounded,
    smaller,
    times,
)
from kechuang.engines.rulebook.rules.stages import ONLY, Stage, Weights

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block


class Stages(NamedTuple):
    """Where each stage is possible, by its id; ``unclear``: a fact is missing to tell it."""

    possible: Mapping[str, Plane]
    unclear: Plane
    escaped: Plane


def possible_stages(stages: Sequence[Stage], block: Block) -> Stages:
    """The first that holds, and every earlier one that is undecided for want of a fact."""
    if not stages:
        return Stages({ONLY: block.full}, block.none, block.none)
    possible: dict[str, Plane] = {}
    waiting, unclear, escaped = block.full, block.none, block.none
    for stage in stages:
        if stage.when is None:
            possible[stage.id] = waiting
            break
        found = decide(stage.when, block)
        possible[stage.id] = waiting & ~found.not_met
        unclear = unclear | (waiting & found.unknown)
        escaped = escaped | (waiting & (found.escaped | found.possible))
        waiting = waiting & ~found.met
    return Stages(possible, unclear, escaped)


def weighed(points: Interval, weights: Weights, stages: Stages, block: Block) -> Interval:
    """Between the lightest and the heaviest of the stages that are possible."""
    known = dict(weights.by_stage)
    shared = lcm(*(weight.denominator for weight in known.values()))
    parts = {stage: int(weight * shared) for stage, weight in known.items()}
    light = _of_possible(smaller, max(parts.values()), parts, stages)
    heavy = _of_possible(larger, min(parts.values()), parts, stages)
    unit = 10**weights.decimals
    bottom = constant(points.unit * weights.greatest * shared)
    low, high = (
        rounded(times(times(end, weight), constant(unit)), bottom)
        for end, weight in ((points.low, light), (points.high, heavy))
    )
    escaped = points.escaped | (block.full if points.low.low < 0 else block.none)
    return Interval(low, high, points.missing, escaped, unit)


def _of_possible(
    join: Callable[[Whole, Whole], Whole], first: int, parts: Mapping[str, int], stages: Stages
) -> Whole:
    weight = constant(first)
    for stage, rows in stages.possible.items():
        weight = picked_whole(rows, join(weight, constant(parts[stage])), weight)
    return weight
