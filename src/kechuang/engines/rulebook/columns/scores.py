"""Scores column by column: points as intervals, marks that must be reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kechuang.engines.rulebook.columns.guards import joined
from kechuang.engines.rulebook.columns.intervals import Interval, alike
from kechuang.engines.rulebook.columns.options import best_of, kept_as_given, option_score
from kechuang.engines.rulebook.columns.planes import Plane, union
from kechuang.engines.rulebook.columns.ratios import spread
from kechuang.engines.rulebook.columns.stages import Stages, possible_stages, weighed
from kechuang.engines.rulebook.columns.states import Found
from kechuang.engines.rulebook.columns.wholes import (
    Whole,
    compared,
    constant,
    larger,
    minus,
    plus,
    smaller,
)
from kechuang.engines.rulebook.rules.conditions import Group
from kechuang.engines.rulebook.rules.items import Item, Section
from kechuang.engines.rulebook.rules.marks import Mark
from kechuang.engines.rulebook.rules.options import Banded
from kechuang.engines.rulebook.rules.scores import ScoreCondition

if TYPE_CHECKING:
    from kechuang.engines.rulebook.columns.block import Block


class MarkFound(NamedTuple):
    """A mark and the points held against it, in the same unit; ``is_banded``: its distance may be
    that of a band.
    """

    mark: Mark
    points: Interval
    found: Found
    is_banded: bool = False


class Scored(NamedTuple):
    """``incomplete``: a fact is missing that could change the points or the veto."""

    found: Found
    marks: tuple[MarkFound, ...]
    incomplete: Plane


class Tallied(NamedTuple):
    points: Interval
    marks: tuple[MarkFound, ...]


def score(condition: ScoreCondition, block: Block) -> Scored:
    """The verdict of a score, mark by mark."""
    stages = possible_stages(condition.stages, block)
    tallies = [_tally(item, stages, block) for item in condition.items]
    taken = [_negative(_tally(part.item, stages, block).points) for part in condition.minus]
    total = _total([_added([one.points for one in tallies], condition.most, block), *taken])
    total = total._replace(
        missing=total.missing | stages.unclear, escaped=total.escaped | stages.escaped
    )
    own = marked(condition.mark, total, block)
    marks = (own, *(mark for tally in tallies for mark in tally.marks))
    veto = _veto(condition.veto, block)
    found = joined("all", 0, [*(mark.found for mark in marks), *veto], block)
    missing = union((one.unknown for one in veto), total.missing)
    return Scored(found._replace(escaped=found.escaped | total.escaped), marks, missing)


def _veto(veto: Group | None, block: Block) -> list[Found]:
    return [block.check(veto)] if veto else []


def _tally(part: Item | Section, stages: Stages, block: Block) -> Tallied:
    if isinstance(part, Item):
        return _item(part, stages, block)
    tallies = [_tally(item, stages, block) for item in part.items]
    points = _added([one.points for one in tallies], part.most, block)
    marks = tuple(mark for tally in tallies for mark in tally.marks)
    own = (marked(part.required, points, block),) if part.required else ()
    return Tallied(points, own + marks)


def _item(item: Item, stages: Stages, block: Block) -> Tallied:
    points = best_of([option_score(option, block) for option in item.options], block)
    if item.given is not None:
        points = kept_as_given(points, item.given, block)
    if item.weights is not None:
        points = weighed(points, item.weights, stages, block)
    if item.required is None:
        return Tallied(points, ())
    is_banded = any(isinstance(option, Banded) for option in item.options)
    return Tallied(points, (marked(item.required, points, block)._replace(is_banded=is_banded),))


def _added(parts: Sequence[Interval], most: int, block: Block) -> Interval:
    low = high = constant(0)
    for part in alike(parts):
        low, high, unit = plus(low, part.low), plus(high, part.high), part.unit
    missing = union((part.missing for part in parts), block.none)
    escaped = union((part.escaped for part in parts), block.none)
    cap = constant(most * unit)
    return Interval(smaller(low, cap), smaller(high, cap), missing, escaped, unit)


def _negative(points: Interval) -> Interval:
    zero = constant(0)
    return points._replace(low=minus(zero, points.high), high=minus(zero, points.low))


def _total(parts: Sequence[Interval]) -> Interval:
    points, *taken = alike(parts)
    for part in taken:
        points = Interval(
            plus(points.low, part.low),
            plus(points.high, part.high),
            points.missing | part.missing,
            points.escaped | part.escaped,
            part.unit,
        )
    zero = constant(0)
    return points._replace(low=larger(points.low, zero), high=larger(points.high, zero))


def marked(mark: Mark, points: Interval, block: Block) -> MarkFound:
    """Whether the mark is reached at least, at most, or depends."""
    need = Mark(mark.at_least * points.unit)
    reached = _holds(points.low, ">=", need.at_least, block)
    if not need.at_least:
        reached &= spread(compared(points.low, "==", points.high), block.none)
    failed = _holds(points.high, "<", need.at_least, block) & ~reached
    unknown = points.missing & ~reached & ~failed
    found = Found(reached, failed, unknown, unknown, points.escaped)
    return MarkFound(need, points, found)


def _holds(points: Whole, operator: str, mark: int, block: Block) -> Plane:
    return spread(compared(points, operator, constant(mark)), block.none)
