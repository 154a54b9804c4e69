"""The best candidates of each proposal, found without sorting them all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kechuang.engines.panel.assign.instance import Instance, Ints

SPARE = 3
LARGEST = 2**62
SCATTER = 2_654_435_761
BLOCK = 2_000_000
Floats = npt.NDArray[np.float64]


def front_of(instance: Instance) -> Ints:
    """The best candidates of each proposal by score, with all equals of the last of them."""
    width = int(instance.demand.max(initial=0)) + SPARE
    best = least_by_owner(instance.proposal, -instance.score, width)
    least = np.full(len(instance.proposals), LARGEST)
    np.minimum.at(least, instance.proposal[best], instance.score[best])
    return np.flatnonzero(instance.score >= least[instance.proposal])


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
