"""Standings: how many of its cohort each firm of a run leaves behind, told before it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kechuang.engines.rulebook.cohorts import Cohorts
from kechuang.engines.rulebook.columns.block import Block
from kechuang.engines.rulebook.columns.frames import Frame, Standing
from kechuang.engines.rulebook.columns.plan import Plan
from kechuang.engines.rulebook.columns.planes import Positions, positions
from kechuang.engines.rulebook.columns.quantities import number
from kechuang.engines.rulebook.columns.scales import group_known, groups_of
from kechuang.engines.rulebook.columns.sheets import sheet_of
from kechuang.engines.rulebook.facts import FactSheet
from kechuang.engines.rulebook.inquiry import Inquiry
from kechuang.engines.rulebook.rules.scales import Percentile
from kechuang.engines.rulebook.terms.quantities import NotComputableError


class Members(NamedTuple):
    """The ranked firms of a frame of ``size`` rows: their groups, as places in ``words``, and
    their values, in 1 ÷ ``unit``; exact fractions where there is no one unit.
    """

    size: int
    rows: Positions
    groups: NDArray[Any]
    words: tuple[str, ...]
    values: NDArray[Any]
    unit: int | None


def standings_of(plan: Plan, frames: Iterable[Frame]) -> list[tuple[Standing, ...]]:
    """For each of ``frames`` the standings among the firms of all, in the order of the plan."""
    gathered = [[_members(rule, Block(plan, one)) for rule in plan.ranking] for one in frames]
    by_rule = [_placed([told[place] for told in gathered]) for place in range(len(plan.ranking))]
    return [tuple(told[place] for told in by_rule) for place in range(len(gathered))]


def _members(rule: Percentile, block: Block) -> Members:
    value = number(rule.quantity, block)
    state = group_known(rule, value.state, block)
    if (state.escaped & block.told).any():
        return _explained(rule, block)
    rows = positions(state.known & block.told)
    places, words = groups_of(rule, block)
    tops = np.broadcast_to(np.asarray(value.top.values), block.frame.size)[rows]
    if value.bottom.is_constant:
        return Members(block.frame.size, rows, places[rows], words, tops, value.bottom.low)
    bottoms = np.broadcast_to(np.asarray(value.bottom.values), block.frame.size)[rows]
    values = [Fraction(int(top), int(bottom)) for top, bottom in zip(tops, bottoms, strict=True)]
    return Members(block.frame.size, rows, places[rows], words, _exact(values), None)


def _explained(rule: Percentile, block: Block) -> Members:
    """A quantity that the columns cannot tell."""
    known: dict[int, Fraction] = {}
    for row in range(block.frame.rows):
        inquiry = Inquiry(sheet_of(block.frame, row, block.plan.catalogue), block.on)
        try:
            value, group = rule.quantity.value(inquiry), rule.group(inquiry)
        except NotComputableError:
            continue
        if isinstance(value, int | Fraction) and group is not None:
            known[row] = Fraction(value)
    rows = np.array(list(known), np.intp)
    places, words = groups_of(rule, block)
    values = _exact(list(known.values()))
    return Members(block.frame.size, rows, places[rows], words, values, None)


def _exact(values: Sequence[Fraction]) -> NDArray[Any]:
    array = np.empty(len(values), object)
    array[:] = values
    return array


def _placed(told: Sequence[Members]) -> list[Standing]:
    groups = _named_alike(told)
    below, others = _ranked(groups, np.unique(_values(told), return_inverse=True)[1])
    ends = np.cumsum([len(one.rows) for one in told])[:-1]
    pairs = zip(told, np.split(below, ends), np.split(others, ends), strict=True)
    return [Standing(_spread(one, left), _spread(one, among)) for one, left, among in pairs]


def _named_alike(told: Sequence[Members]) -> NDArray[np.int64]:
    names: dict[str, int] = {}
    listed = [np.array([names.setdefault(word, len(names)) for word in one.words]) for one in told]
    codes = [own[one.groups] for own, one in zip(listed, told, strict=True) if len(one.rows)]
    return np.concatenate(codes or [np.zeros(0, np.int64)])


def _values(told: Sequence[Members]) -> NDArray[Any]:
    """Whole numbers where all are counted in the same unit."""
    units = {one.unit for one in told if len(one.rows)}
    if len(units) <= 1 and None not in units:
        return np.concatenate([one.values for one in told])
    exact = (
        one.values if one.unit is None else _exact([Fraction(int(v), one.unit) for v in one.values])
        for one in told
    )
    return np.concatenate(list(exact))


def _ranked(groups: NDArray[Any], values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """How many of its group lie below each, and how many others there are."""
    order = np.lexsort((values, groups))
    group, value = groups[order], values[order]
    place = np.arange(len(order))
    begins = np.concatenate([[True], group[1:] != group[:-1]])[: len(order)]
    rises = begins | np.concatenate([[True], value[1:] != value[:-1]])[: len(order)]
    start = np.maximum.accumulate(np.where(begins, place, 0))
    first = np.maximum.accumulate(np.where(rises, place, 0))
    below, others = np.zeros_like(place), np.zeros_like(place)
    below[order] = first - start
    sizes = np.bincount(groups, minlength=1) if len(groups) else np.zeros(1, np.int64)
    others[:] = sizes[groups] - 1
    return below, others


def _spread(told: Members, ranked: NDArray[Any]) -> NDArray[np.int64]:
    whole = np.zeros(told.size, np.int64)
    whole[told.rows] = ranked
    return whole


class Placed(NamedTuple):
    """A cohort of which only one firm's own place is told."""

    below: int
    others: int

    def rank(self, value: Fraction | int) -> Fraction:
        return Fraction(self.below, self.others) if self.others else Fraction(1)


def cohorts_of(plan: Plan, frame: Frame, row: int, sheet: FactSheet) -> Cohorts:
    """The same standings for the explaining evaluator."""
    told: dict[tuple[object, str], Placed] = {}
    for rule, standing in zip(plan.ranking, frame.standings, strict=bool(frame.standings)):
        group = rule.group(Inquiry(sheet, plan.on))
        if group is not None:
            told[rule, group] = Placed(int(standing.below[row]), int(standing.others[row]))
    return told
