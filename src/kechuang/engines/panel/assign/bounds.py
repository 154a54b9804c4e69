"""Arcs with bounds, either kept strictly or relaxed at a price per place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from kechuang.engines.panel.assign.instance import Ints
from kechuang.engines.panel.assign.network import Network

PLACE, KIND = 10**12, 10**6
"""What a place costs, and what its kind adds; the steps below add less than either in all."""
PLENTY = 2**31
STEPS = (*((step, 1) for step in range(8)), *((8 + n, 8 << n) for n in range(4)), (12, PLENTY))
"""Price and width: each further place of one owner costs more, so that ties are spread evenly."""


class Kind(IntEnum):
    """What a bound protects; among equally few relaxations the earlier kinds go first."""

    LOAD = 1
    MIN_LOAD = 2
    REGION = 3
    AWAY = 4
    UNIT = 5
    DEMAND = 6


@dataclass(frozen=True)
class Relaxed:
    """A rule of ``kind`` gives way by ``places`` at ``owner`` (a proposal or reviewer number)."""

    kind: Kind
    owner: int
    places: int


@dataclass
class Bounds:
    """Adds bounded arcs to ``network``; soft ones remember what exceeding them means."""

    network: Network
    is_soft: bool
    _above: list[tuple[Kind, slice, Ints]] = field(default_factory=list)
    _below: list[tuple[Kind, slice, Ints, Ints]] = field(default_factory=list)

    def add(
        self,
        tail: Ints,
        head: Ints,
        lower: Ints,
        upper: Ints,
        kinds: tuple[Kind, Kind],
        owner: Ints,
    ) -> None:
        """Arcs ``lower ≤ flow ≤ upper``; ``kinds`` name the lower and the upper bound."""
        none = 0 * lower
        if not self.is_soft:
            self.network.add_arcs(tail, head, lower, upper, none)
            return
        below, above = (PLACE + KIND * kind for kind in kinds)
        needed = self.network.add_arcs(tail, head, none, lower, none - below)
        free = np.maximum(upper - lower, 0)
        self.network.add_arcs(tail, head, none, free, none)
        self._below.append((kinds[0], needed, lower, owner))
        for price, width in STEPS:
            beyond = self.network.add_arcs(tail, head, none, none + width, none + above + price)
            self._above.append((kinds[1], beyond, owner))

    def relaxed(self, flow: Ints) -> Iterator[Relaxed]:
        """Every soft bound that ``flow`` does not keep."""
        for kind, where, owner in self._above:
            yield from _given(kind, flow[where], owner)
        for kind, where, lower, owner in self._below:
            yield from _given(kind, lower - flow[where], owner)


def _given(kind: Kind, places: Ints, owner: Ints) -> Iterator[Relaxed]:
    for index in np.flatnonzero(places > 0).tolist():
        yield Relaxed(kind, int(owner[index]), int(places[index]))
