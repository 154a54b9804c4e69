"""The best total from few candidates at a time: the rest is proved not to be worth adding."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kechuang.engines.panel.assign.branching import Problem, unbroken
from kechuang.engines.panel.assign.front import LARGEST, least_by_owner
from kechuang.engines.panel.assign.held import Held, crowded, every_group, never_seated
from kechuang.engines.panel.assign.instance import Flags, Instance, Ints
from kechuang.engines.panel.assign.mending import Solved
from kechuang.engines.panel.assign.model_building import build_model

FIRST_LOOK = 8
MOST_TURNS, FEW_TURNS = 12, 4
NARROW = 2


@dataclass(frozen=True)
class Optimum:
    """``chosen`` candidates, a proved ``bound`` of every total, and each ``reduced_cost``.

    ``broken``: groups that are not kept; only units that overlap remain when no turn is left.
    """

    chosen: Ints
    bound: int
    reduced_cost: Ints
    broken: Held


def best_flow(instance: Instance, front: Ints) -> Optimum | None:
    """The optimum of the flow, or None where the rules leave none.

    Starts with the side rules that the best candidates (``front``) might break, and holds whatever
    the result breaks: a result that breaks none is the best under all of them.
    """
    may_sit = ~never_seated(instance)
    if may_sit.all():
        return _best_flow(instance, front)
    place = np.cumsum(may_sit) - 1
    found = _best_flow(instance.only(may_sit), place[front[may_sit[front]]])
    if found is None:
        return None
    reduced_cost = np.full(len(may_sit), LARGEST)
    reduced_cost[may_sit] = found.reduced_cost
    chosen = np.flatnonzero(may_sit)[found.chosen]
    return replace(found, chosen=chosen, reduced_cost=reduced_cost)


def _best_flow(instance: Instance, front: Ints) -> Optimum | None:
    """Where unit groups overlap, the broken ones are held before others, as long as that helps."""
    held = crowded(instance, front)
    first: tuple[int, ...] = ()
    found = _widened(instance, held, first)
    for turn in range(MOST_TURNS):
        if found is None or not found.broken:
            return found
        held = held | (found.broken if turn < FEW_TURNS else every_group(instance))
        first = tuple(dict.fromkeys((*found.broken.units.tolist(), *first)))
        found = _narrowed(instance, held, first, found.reduced_cost)
    return found


def _narrowed(
    instance: Instance, held: Held, first: tuple[int, ...], reduced_cost: Ints
) -> Optimum | None:
    """Solved again from the few candidates a former result makes likely, all others priced."""
    width = NARROW * (1 + int(instance.demand.max(initial=0)))
    kept = np.zeros(len(instance.proposal), dtype=bool)
    kept[least_by_owner(instance.proposal, reduced_cost, width)] = True
    return _priced(instance, kept, held, first) or _widened(instance, held, first)


def _widened(instance: Instance, held: Held, first: tuple[int, ...]) -> Optimum | None:
    width = FIRST_LOOK * (1 + int(instance.demand.max(initial=0)))
    kept = np.zeros(len(instance.proposal), dtype=bool)
    while True:
        kept[least_by_owner(instance.proposal, -instance.score, width)] = True
        found = _priced(instance, kept, held, first)
        if found is not None or kept.all():
            return found
        width *= 4


def _priced(instance: Instance, kept: Flags, held: Held, first: tuple[int, ...]) -> Optimum | None:
    while True:
        part = instance.only(kept)
        model = build_model(part, held, first=first)
        flow = model.network.cheapest_flow()
        if flow is None:
            return None
        solved = Solved(model.network, flow, model.network.prices(flow))
        solved, broken = unbroken(Problem(instance, kept, part, model), solved)
        reduced = model.reduced_cost(instance, solved.price)
        missed = _is_missed(reduced, kept)
        if not missed.any():
            chosen = np.flatnonzero(kept)[np.flatnonzero(solved.flow[model.candidates])]
            bound = -solved.network.least_cost(solved.price)
            return Optimum(chosen, bound, reduced, broken)
        kept |= missed


def _is_missed(reduced: Ints, kept: Flags) -> Flags:
    return (reduced < 0) & ~kept
