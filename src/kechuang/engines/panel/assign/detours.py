"""One unit sent another way at least cost, in a flow whose prices stay a proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from kechuang.engines.panel.assign.by_node import ByNode
from kechuang.engines.panel.assign.instance import Flags, Ints
from kechuang.engines.panel.assign.network import ClosedNetwork

FAR = 2**61
Way = tuple[int, int, int]
Steps = list[tuple[int, int]]


class Residual:
    """What a flow leaves free: arcs with room, and arcs that can give flow back.

    ``flow`` and ``price`` are changed in place; no free arc ever costs less than nothing under the
    prices, which is what makes the flow the cheapest.
    """

    def __init__(self, network: ClosedNetwork, flow: Ints, price: Ints) -> None:
        self.network, self.flow, self.price = network, flow, price
        self.leaving = ByNode(network.tail, len(price))
        self.entering = ByNode(network.head, len(price))

    def detour(self, source: int, target: int) -> bool:
        """One unit from ``source`` to ``target`` at least cost; False where there is no way.

        Both ends look about at once, so that the node all reviewers share is seldom looked into.
        """
        ahead, behind = _Side(self, source, True), _Side(self, target, False)
        while ahead.radius + behind.radius < ahead.best:
            nearer, other = (ahead, behind) if ahead.degree <= behind.degree else (behind, ahead)
            nearer.expand(other)
        if ahead.best >= FAR:
            return False
        for arc, start in _straight([*ahead.steps(), *behind.steps()]):
            self.flow[arc] += 1 if self.network.tail[arc] == start else -1
        reach = min(ahead.radius, ahead.best)
        ahead.shift(-1, reach)
        behind.shift(1, ahead.best - reach)
        return True

    def degree(self, node: int) -> int:
        """How many arcs a node has."""
        return len(self.leaving.of(node)) + len(self.entering.of(node))

    def ways(self, node: int, is_ahead: bool) -> Iterator[Way]:
        """Free arcs from (or, not ``is_ahead``, to) a node: arc, other node, length."""
        network, price = self.network, self.price
        ends = (network.tail, network.head)
        for is_onward in (True, False):
            arcs = (self.leaving if is_ahead == is_onward else self.entering).of(node)
            arcs = arcs[self._has_room(arcs, is_onward)]
            cost = network.cost[arcs] + price[network.tail[arcs]] - price[network.head[arcs]]
            others = ends[is_ahead == is_onward][arcs]
            length = cost if is_onward else -cost
            yield from zip(arcs.tolist(), others.tolist(), length.tolist(), strict=True)

    def _has_room(self, arcs: Ints, is_onward: bool) -> Flags:
        flow, network = self.flow[arcs], self.network
        room: Flags = flow < network.upper[arcs] if is_onward else flow > network.lower[arcs]
        return room


@dataclass
class _Side:
    """The nodes nearest to one end of a detour, as far as they have been looked at."""

    residual: Residual
    start: int
    is_ahead: bool
    best: int = FAR
    meeting: int = -1
    distance: dict[int, int] = field(default_factory=dict)
    via: dict[int, tuple[int, int]] = field(default_factory=dict)
    queue: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.distance[self.start] = 0
        self.queue.append((0, self.start))

    @property
    def radius(self) -> int:
        """Every node nearer than this has been expanded."""
        while self.queue and self.queue[0][0] > self.distance[self.queue[0][1]]:
            heappop(self.queue)
        return self.queue[0][0] if self.queue else FAR

    @property
    def degree(self) -> int:
        """How many arcs the next node has."""
        return self.residual.degree(self.queue[0][1])

    def expand(self, other: _Side) -> None:
        """Look at the next node, and for a shorter way to the ``other`` side."""
        far, node = heappop(self.queue)
        for arc, beyond, length in self.residual.ways(node, self.is_ahead):
            if far + length < min(self.distance.get(beyond, FAR), self.best):
                self.distance[beyond], self.via[beyond] = far + length, (arc, node)
                heappush(self.queue, (far + length, beyond))
                self._meet(other, beyond)

    def _meet(self, other: _Side, node: int) -> None:
        whole = self.distance[node] + other.distance.get(node, FAR)
        if whole < self.best:
            self.best = other.best = whole
            self.meeting = other.meeting = node

    def steps(self) -> Steps:
        """Arcs and where each is entered, in the order of the detour."""
        node, found = self.meeting, []
        while node != self.start:
            arc, before = self.via[node]
            found.append((arc, before if self.is_ahead else node))
            node = before
        return found[::-1] if self.is_ahead else found

    def shift(self, sign: int, reach: int) -> None:
        """New prices for the nodes within reach."""
        for node, far in self.distance.items():
            if far < reach:
                self.residual.price[node] += sign * (reach - far)


def _straight(steps: Steps) -> Steps:
    """The same walk without its rings."""
    walk: Steps = []
    for arc, start in steps:
        place = next((n for n, (_, node) in enumerate(walk) if node == start), len(walk))
        walk = [*walk[:place], (arc, start)]
    return walk
