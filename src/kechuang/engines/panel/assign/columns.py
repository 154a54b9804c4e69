"""The best total from few candidates at a time: the rest is proved not to be worth adding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kechuang.engines.panel.assign.instance import Flags, Instance, Ints
from kechuang.engines.panel.assign.model import build_model

FIRST_LOOK = 8
MOST_TURNS = 12
SCATTER = 2_654_435_761
BLOCK = 2_000_000
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Optimum:
    """``chosen`` candidates, a proved ``bound`` of every total, and each ``reduced_cost``.

    ``broken``: groups of a unit that no flow could hold together with others, and that hold not.
    """

    chosen: Ints
    bound: int
    reduced_cost: Ints
    broken: tuple[int, ...]


def best_flow(instance: Instance) -> Optimum | None:
    """The optimum of the flow, or None where the rules leave none.

    Starts with the best candidates of each proposal and adds whoever has a negative reduced cost;
    when there is nobody left to add, the bound holds for all candidates. Where unit groups overlap
    the broken ones are held next, as long as that helps.
    """
    first: tuple[int, ...] = ()
    found = _widened(instance, first)
    for _ in range(MOST_TURNS):
        if found is None or not found.broken:
            return found
        first = tuple(dict.fromkeys((*found.broken, *first)))
        found = _widened(instance, first)
    return found


def _widened(instance: Instance, first: tuple[int, ...]) -> Optimum | None:
    width = FIRST_LOOK * (1 + int(instance.demand.max(initial=0)))
    kept = np.zeros(len(instance.proposal), dtype=bool)
    while True:
        kept[least_by_owner(instance.proposal, -instance.score, width)] = True
        found = _priced(instance, kept, first)
        if found is not None or kept.all():
            return found
        width *= 4


def _priced(instance: Instance, kept: Flags, first: tuple[int, ...]) -> Optimum | None:
    while True:
        part = instance.only(kept)
        model = build_model(part, first=first)
        flow = model.network.cheapest_flow()
        if flow is None:
            return None
        price = model.network.prices(flow)
        reduced = model.reduced_cost(instance, price)
        missed = _is_missed(reduced, kept)
        if not missed.any():
            seated = np.flatnonzero(flow[model.candidates])
            broken = tuple(model.crossing.broken_by(seated).tolist())
            bound = -model.network.least_cost(price)
            return Optimum(np.flatnonzero(kept)[seated], bound, reduced, broken)
        kept |= missed


def _is_missed(reduced: Ints, kept: Flags) -> Flags:
    return (reduced < 0) & ~kept


def least_by_owner(owner: Ints, cost: Ints, width: int) -> Ints:
    """Up to ``width`` entries of each owner by least cost, ascending; equals are scattered.

    ``owner`` is ascending.
    """
    count = np.bincount(owner)
    first = np.cumsum(count) - count
    scattered = np.arange(len(owner)) * SCATTER % max(len(owner), 1)
    key = cost + scattered / (len(owner) + 1)
    kept = np.repeat(count <= width, count)
    crowded = np.flatnonzero(count > width)
    rows = max(BLOCK // max(int(count.max(initial=0)), 1), 1)
    for start in range(0, len(crowded), rows):
        block = crowded[start : start + rows]
        kept[_least_of_rows(key, first[block], count[block], width)] = True
    return np.flatnonzero(kept)


def _least_of_rows(key: Floats, first: Ints, count: Ints, width: int) -> Ints:
    """The ``width`` least of every run of ``count`` keys from ``first``; all runs are longer."""
    place = np.arange(int(count.max(initial=0)))
    is_inside = place < count[:, None]
    position = np.where(is_inside, first[:, None] + place, 0)
    table = np.where(is_inside, key[position], np.inf)
    least = np.argpartition(table, max(width - 1, 0), axis=1)[:, :width]
    return np.take_along_axis(position, least, axis=1).ravel()
