"""The network of an instance: proposals → (away) → (region) → (unit) → reviewers → the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kechuang.engines.panel.assign.bounds import Bounds, Kind
from kechuang.engines.panel.assign.groups import Grouping, unit_groups
from kechuang.engines.panel.assign.instance import Flags, Instance, Ints
from kechuang.engines.panel.assign.network import ClosedNetwork, Network


@dataclass(frozen=True)
class Model:
    """The closed network, where its candidates' arcs lie, and the groups no tree can hold.

    ``start`` and ``away`` are each proposal's nodes (equal without a rule on elsewhere),
    ``reviewers`` each reviewer's.
    """

    network: ClosedNetwork
    candidates: slice
    crossing: Grouping
    bounds: Bounds
    start: Ints
    away: Ints
    reviewers: Ints

    def reduced_cost(self, instance: Instance, price: Ints) -> Ints:
        """Per candidate of ``instance``, in the model or not: below 0 it could be worth adding.

        Without regard to caps on regions and units, which only make a candidate dearer.
        """
        owner = instance.proposal
        root = np.where(is_away(instance), self.away[owner], self.start[owner])
        return price[root] - price[self.reviewers[instance.reviewer]] - instance.score


def build_model(
    instance: Instance,
    *,
    share: int = 1,
    pair_most: int = 1,
    is_soft: bool = False,
    first: Sequence[int] = (),
) -> Model:
    """Every rule of ``instance`` as arcs.

    ``share`` multiplies every bound but a candidate's, which is ``pair_most``. ``is_soft`` asks for
    the fewest places by which the rules must be relaxed instead of the best total; forbidden pairs
    stay forbidden. ``first``: groups to hold where unit groups overlap, which no flow can hold all.
    """
    return _Builder(instance, share, pair_most, Bounds(Network(), is_soft), first).built()


def is_away(instance: Instance) -> Flags:
    """Per candidate: both regions are known and differ."""
    here = instance.proposal_region[instance.proposal]
    there = instance.reviewer_region[instance.reviewer]
    away: Flags = (here >= 0) & (there >= 0) & (here != there)
    return away


@dataclass
class _Builder:
    instance: Instance
    share: int
    pair_most: int
    bounds: Bounds
    first: Sequence[int]
    parent: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def built(self) -> Model:
        instance, network = self.instance, self.bounds.network
        start = network.add_nodes(instance.demand * self.share)
        self.parent = start[instance.proposal]
        away = self._away_level(start)
        self._region_level()
        crossing = self._unit_level()
        reviewers = network.add_nodes(np.zeros(len(instance.reviewers), dtype=np.int64))
        none = np.zeros(len(self.parent), dtype=np.int64)
        cost = none if self.bounds.is_soft else -instance.score
        to = reviewers[instance.reviewer]
        candidates = network.add_arcs(self.parent, to, none, none + self.pair_most, cost)
        self._close(start, reviewers)
        closed = network.closed()
        return Model(closed, candidates, crossing, self.bounds, start, away, reviewers)

    def _close(self, start: Ints, reviewers: Ints) -> None:
        instance, network = self.instance, self.bounds.network
        end = network.add_nodes(np.array([-int(instance.demand.sum()) * self.share]))
        least, most = instance.least * self.share, instance.most * self.share
        owner = np.arange(len(reviewers))
        ends = np.repeat(end, len(reviewers))
        self.bounds.add(reviewers, ends, least, most, (Kind.MIN_LOAD, Kind.LOAD), owner)
        if self.bounds.is_soft:
            nothing = 0 * instance.demand
            ends = np.repeat(end, len(start))
            kinds = (Kind.DEMAND, Kind.DEMAND)
            self.bounds.add(start, ends, nothing, nothing, kinds, np.arange(len(start)))

    def _away_level(self, start: Ints) -> Ints:
        instance, network = self.instance, self.bounds.network
        if not instance.rules.away_at_least:
            return start
        nodes = network.add_nodes(np.zeros(len(start), dtype=np.int64))
        lower, upper = instance.away_wanted() * self.share, instance.demand * self.share
        self.bounds.add(start, nodes, lower, upper, (Kind.AWAY, Kind.AWAY), np.arange(len(start)))
        self.parent = np.where(is_away(instance), nodes[instance.proposal], self.parent)
        return nodes

    def _region_level(self) -> None:
        instance, most = self.instance, self.instance.rules.region_at_most
        if most is not None:
            width = int(instance.reviewer_region.max(initial=0)) + 2
            region = instance.reviewer_region[instance.reviewer]
            self._grouped(self.parent * width + region + 1, most, Kind.REGION)

    def _unit_level(self) -> Grouping:
        inside, crossing = unit_groups(self.instance).split_by_tree(self.parent, self.first)
        key = np.full(len(self.parent), -1, dtype=np.int64)
        node = self.parent[inside.member]
        key[inside.member] = inside.group * self.bounds.network.node_count + node
        self._grouped(key, 1, Kind.UNIT)
        return crossing

    def _grouped(self, key: Ints, most: int, kind: Kind) -> None:
        """A node for every key ≥ 0 held by more than ``most`` candidates, in front of them."""
        _, first, inverse, sizes = np.unique(
            key, return_index=True, return_inverse=True, return_counts=True
        )
        is_held = (sizes > most) & (key[first] >= 0)
        nodes = self.bounds.network.add_nodes(np.zeros(int(is_held.sum()), dtype=np.int64))
        upper = np.full(len(nodes), most * self.share)
        owner = self.instance.proposal[first[is_held]]
        self.bounds.add(self.parent[first[is_held]], nodes, 0 * upper, upper, (kind, kind), owner)
        node_of_key = np.full(len(first), -1, dtype=np.int64)
        node_of_key[is_held] = nodes
        node = node_of_key[inverse]
        self.parent = np.where(node >= 0, node, self.parent)
