"""A min-cost flow network with lower bounds, solved by OR-tools and proved by its own prices."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from ortools.graph.python import min_cost_flow

from kechuang.engines.panel.assign.instance import Ints


@dataclass
class Network:
    """Arcs come in blocks of parallel arrays; nodes are numbers handed out by ``add_nodes``."""

    supplies: list[Ints] = field(default_factory=list)
    blocks: list[tuple[Ints, Ints, Ints, Ints, Ints]] = field(default_factory=list)
    node_count: int = 0
    arc_count: int = 0

    def add_nodes(self, supply: Ints) -> Ints:
        """New nodes with these supplies (negative: demand)."""
        first = self.node_count
        self.supplies.append(supply)
        self.node_count += len(supply)
        return np.arange(first, self.node_count)

    def add_arcs(self, tail: Ints, head: Ints, lower: Ints, upper: Ints, cost: Ints) -> slice:
        """New arcs; the slice finds them again among the flows."""
        self.blocks.append((tail, head, lower, upper, cost))
        self.arc_count += len(tail)
        return slice(self.arc_count - len(tail), self.arc_count)

    def closed(self) -> ClosedNetwork:
        """The network as five arrays and the supplies."""
        tail, head, lower, upper, cost = (
            np.concatenate(part) for part in zip(*self.blocks, strict=True)
        )
        return ClosedNetwork(tail, head, lower, upper, cost, np.concatenate(self.supplies))


@dataclass(frozen=True)
class ClosedNetwork:
    """Every arc: tail, head, lower ≤ flow ≤ upper, cost per unit; supply per node."""

    tail: Ints
    head: Ints
    lower: Ints
    upper: Ints
    cost: Ints
    supply: Ints

    def cheapest_flow(self) -> Ints | None:
        """Flow per arc of least cost, or None where no flow keeps every bound."""
        supply = self.supply.copy()
        np.subtract.at(supply, self.tail, self.lower)
        np.add.at(supply, self.head, self.lower)
        model = min_cost_flow.SimpleMinCostFlow()
        arcs = model.add_arcs_with_capacity_and_unit_cost(
            self.tail, self.head, self.upper - self.lower, self.cost // self._unit()
        )
        model.set_nodes_supplies(np.arange(len(supply)), supply)
        if model.solve() != model.OPTIMAL:
            return None
        return np.asarray(model.flows(arcs), dtype=np.int64) + self.lower

    def _unit(self) -> int:
        """The greatest number that divides every cost; smaller costs are solved faster."""
        return max(int(np.gcd.reduce(self.cost)), 1) if len(self.cost) else 1

    def prices(self, flow: Ints) -> Ints:
        """Node prices under which no residual arc is worth taking; they exist at an optimum only.

        Bellman–Ford from all nodes at once; every pass lowers prices until none changes.
        """
        onward, back = np.flatnonzero(flow < self.upper), np.flatnonzero(flow > self.lower)
        tail = np.concatenate((self.tail[onward], self.head[back]))
        head = np.concatenate((self.head[onward], self.tail[back]))
        cost = np.concatenate((self.cost[onward], -self.cost[back]))
        price = np.zeros(len(self.supply), dtype=np.int64)
        for _ in range(len(self.supply)):
            before = price.copy()
            np.minimum.at(price, head, price[tail] + cost)
            if np.array_equal(before, price):
                break
        return price

    def least_cost(self, price: Ints) -> int:
        """A bound that no flow can undercut, whatever the prices (weak duality); exact integers."""
        reduced = self.cost + price[self.tail] - price[self.head]
        spent = np.where(reduced < 0, reduced * self.upper, reduced * self.lower)
        return int(spent.sum()) - int((price * self.supply).sum())
