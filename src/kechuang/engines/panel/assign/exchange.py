"""Better panels by chains of swaps: each reviewer taken from one panel is replaced by another."""

from __future__ import annotations

import numpy as np

from kechuang.engines.panel.assign.instance import Flags, Ints
from kechuang.engines.panel.assign.links import FAR, Links, Worth
from kechuang.engines.panel.assign.seating import Seating, Swaps

LONGEST_CHAIN = 24
MOST_STARTS = 200
RING_CHECK = 4
Walk = list[int]


class Exchange:
    """Improves a seating in place; what is better is told by ``worth``.

    A chain is a walk over reviewers, who hand on one review each; it ends where there is room, or
    where it began. Panels, loads and rules are kept at every step.
    """

    def __init__(self, seating: Seating, swaps: Swaps, worth: Worth) -> None:
        self.seating, self.swaps = seating, swaps
        self.links = Links(seating, swaps, worth)

    def run(self, *, rounds: int) -> None:
        """Apply improving chains until there is none, or ``rounds`` times."""
        while rounds > 0 and self._improve():
            rounds -= 1

    def _improve(self) -> bool:
        numbers = self.links.cheapest()
        if not len(numbers):
            return False
        web = _Web(numbers, *(part[numbers] for part in self._ends()))
        return self._towards_room(web) or self._in_rings(web)

    def _towards_room(self, web: _Web) -> bool:
        loads, instance = self.seating.loads, self.seating.instance
        web.relax(np.where(loads < instance.most, 0, FAR))
        return self._apply_all([*web.rings(), *web.paths(loads > instance.least)])

    def _in_rings(self, web: _Web) -> bool:
        web.relax(np.zeros(len(self.seating.loads), dtype=np.int64))
        return self._apply_all(web.rings())

    def _ends(self) -> tuple[Ints, Ints, Ints]:
        return self.links.leaves, self.links.joins, self.links.cost

    def _apply_all(self, walks: list[Walk]) -> bool:
        """Apply what improves; when nothing does, set aside what enters one panel twice."""
        touched: set[int] = set()
        entangled: list[int] = []
        for walk in walks:
            owners = self.swaps.proposal[walk].tolist()
            if len(set(owners)) < len(owners):
                entangled.append(walk[0])
            elif not touched.intersection(owners) and self._is_better(walk):
                self._apply(walk, owners)
                touched.update(owners)
        if touched:
            self.links.refresh(touched)
        elif entangled:
            self.links.set_aside(entangled)
        return bool(touched or entangled)

    def _apply(self, walk: Walk, owners: list[int]) -> None:
        for owner, number in zip(owners, walk, strict=True):
            self.seating.swap(
                owner, int(self.swaps.place[number]), int(self.swaps.newcomer[number])
            )

    def _is_better(self, walk: Walk) -> bool:
        return self._has_room(walk) and int(self.links.cost[walk].sum()) < 0

    def _has_room(self, walk: Walk) -> bool:
        """Earlier walks of the round may have taken the last room; who may leave is settled."""
        leaves, joins = self.links.leaves[walk[0]], self.links.joins[walk[-1]]
        has_room = self.seating.loads[joins] < self.seating.instance.most[joins]
        return bool(leaves == joins or has_room)


class _Web:
    """Links between reviewers, and the cheapest walk from each reviewer to one with room."""

    def __init__(self, numbers: Ints, leaves: Ints, joins: Ints, cost: Ints) -> None:
        self.numbers, self.leaves, self.joins, self.cost = numbers, leaves, joins, cost

    def relax(self, price: Ints) -> None:
        """Bellman–Ford towards the reviewers whose price is 0, until a ring of gains appears."""
        self.price, self.via = price, np.full(len(price), -1, dtype=np.int64)
        for number in range(1, LONGEST_CHAIN + 1):
            offer = self.cost + self.price[self.joins]
            cheaper = self.price.copy()
            np.minimum.at(cheaper, self.leaves, offer)
            used = np.flatnonzero(
                (offer == cheaper[self.leaves]) & (offer < self.price[self.leaves])
            )
            if not len(used):
                return
            self.via[self.leaves[used]] = used
            self.price = cheaper
            if number % RING_CHECK == 0 and self.rings():
                return

    def rings(self) -> list[Walk]:
        """Closed walks among the chosen links, each as swaps in order."""
        follow = np.where(self.via >= 0, self.joins[self.via], -1).tolist()
        seen, found = [-1] * len(follow), []
        for start in range(len(follow)):
            node, walk = start, []
            while node >= 0 and seen[node] < 0:
                seen[node] = start
                walk.append(node)
                node = follow[node]
            if walk and node >= 0 and seen[node] == start:
                found.append(self._swaps(self.via[walk[walk.index(node) :]].tolist()))
        return found

    def paths(self, spare: Flags) -> list[Walk]:
        """Open walks of negative cost from reviewers who may have one review less, best first."""
        best = np.full(len(self.price), FAR)
        np.minimum.at(best, self.leaves, self.cost + self.price[self.joins])
        starts = np.flatnonzero((best < 0) & spare)
        starts = starts[np.argsort(best[starts])][:MOST_STARTS]
        via, joins = self.via.tolist(), self.joins[self.via].tolist()
        walks = (_followed(start, via, joins) for start in starts.tolist())
        return [self._swaps(walk) for walk in walks if walk]

    def _swaps(self, links: list[int]) -> Walk:
        walk: Walk = self.numbers[links].tolist()
        return walk


def _followed(node: int, via: list[int], joins: list[int]) -> list[int]:
    walk: list[int] = []
    while via[node] >= 0 and len(walk) <= LONGEST_CHAIN:
        walk.append(via[node])
        node = joins[node]
    return walk
