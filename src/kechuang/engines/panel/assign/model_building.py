"""Builds the network of an instance level by level; what no tree can hold is left crossing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kechuang.engines.panel.assign.bounds import Bounds, Kind
from kechuang.engines.panel.assign.groups import Grouping, unit_groups
from kechuang.engines.panel.assign.held import (
    Held,
    is_among,
    is_away,
    of_proposals,
    region_key,
    region_width,
)
from kechuang.engines.panel.assign.instance import Instance, Ints
from kechuang.engines.panel.assign.model import Model
from kechuang.engines.panel.assign.network import Network


def build_model(
    instance: Instance,
    held: Held,
    *,
    share: int = 1,
    pair_most: int = 1,
    is_soft: bool = False,
    first: Sequence[int] = (),
) -> Model:
    """Loads and demands of ``instance``, and the ``held`` groups of its side rules, as arcs.

    ``share`` multiplies every bound but a candidate's, which is ``pair_most``. ``is_soft`` asks for
    the fewest places by which the rules must be relaxed instead of the best total; forbidden pairs
    stay forbidden. ``first``: groups to hold where unit groups overlap, which no flow can hold all.
    """
    return _Builder(instance, held, share, pair_most, Bounds(Network(), is_soft), first).built()


@dataclass
class _Builder:
    instance: Instance
    held: Held
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
        instance, network, owner = self.instance, self.bounds.network, self.held.away
        if not len(owner):
            return start
        away = start.copy()
        away[owner] = network.add_nodes(np.zeros(len(owner), dtype=np.int64))
        lower, upper = instance.away_wanted()[owner], instance.demand[owner]
        bounds = (lower * self.share, upper * self.share, (Kind.AWAY, Kind.AWAY), owner)
        self.bounds.add(start[owner], away[owner], *bounds)
        some = of_proposals(instance, owner)
        some = some[is_away(instance, some)]
        self.parent[some] = away[instance.proposal[some]]
        return away

    def _region_level(self) -> None:
        instance, held, most = self.instance, self.held.regions, self.instance.rules.region_at_most
        if most is not None and len(held):
            some = of_proposals(instance, held // region_width(instance))
            key = region_key(instance, some)
            is_held = is_among(key, held)
            self._grouped(some[is_held], key[is_held], most, Kind.REGION)

    def _unit_level(self) -> Grouping:
        groups = unit_groups(self.instance, self.held.units)
        inside, crossing = groups.split_by_tree(self.parent, self.first)
        node = self.parent[inside.member]
        key = inside.group * self.bounds.network.node_count + node
        self._grouped(inside.member, key, 1, Kind.UNIT)
        return crossing

    def _grouped(self, member: Ints, key: Ints, most: int, kind: Kind) -> None:
        """A node for every key held by more than ``most`` members, in front of them."""
        _, first, inverse, sizes = np.unique(
            key, return_index=True, return_inverse=True, return_counts=True
        )
        is_held = sizes > most
        leader = member[first[is_held]]
        nodes = self.bounds.network.add_nodes(np.zeros(len(leader), dtype=np.int64))
        upper = np.full(len(nodes), most * self.share)
        owner = self.instance.proposal[leader]
        self.bounds.add(self.parent[leader], nodes, 0 * upper, upper, (kind, kind), owner)
        node_of_key = np.full(len(first), -1, dtype=np.int64)
        node_of_key[is_held] = nodes
        node = node_of_key[inverse]
        self.parent[member[node >= 0]] = node[node >= 0]
