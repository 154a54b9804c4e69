"""What each swap of a seat costs, kept up to date as panels change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kechuang.engines.panel.assign.instance import Ints
from kechuang.engines.panel.assign.seating import Seating, Swaps

FAR = 2**61
LARGEST_TABLE = 4_000_000


@dataclass(frozen=True)
class Worth:
    """A proposal's total, less ``weight`` times what it lacks to the ``threshold``."""

    threshold: int
    weight: int

    def of(self, totals: Ints) -> Ints:
        """Per total, in 1/SCALE."""
        worth: Ints = totals - self.weight * np.maximum(self.threshold - totals, 0)
        return worth


class Links:
    """Swap ``number`` lets one reviewer leave and another join at a ``cost`` (negative: gain)."""

    def __init__(self, seating: Seating, swaps: Swaps, worth: Worth) -> None:
        self.seating, self.swaps, self.worth = seating, swaps, worth
        self.joins = seating.instance.reviewer[swaps.newcomer]
        self.leaves = np.zeros_like(self.joins)
        self.cost = np.zeros_like(self.joins)
        owners = np.arange(len(seating.totals) + 1)
        self._first = np.searchsorted(swaps.proposal, owners)
        self._aside: set[int] = set()
        self._refresh(slice(None))

    def refresh(self, proposals: set[int]) -> None:
        """Compute anew the swaps of panels that have changed."""
        changed = sorted(proposals | self._aside)
        self._aside.clear()
        spans = [np.arange(self._first[p], self._first[p + 1]) for p in changed]
        self._refresh(np.concatenate(spans))

    def set_aside(self, numbers: list[int]) -> None:
        """Forget some swaps until any panel changes."""
        self.cost[numbers] = FAR
        self._aside.update(self.swaps.proposal[numbers].tolist())

    def _refresh(self, numbers: slice | Ints) -> None:
        swaps, seating = self.swaps.only(numbers), self.seating
        score = seating.instance.score
        leaver = seating.seats[swaps.proposal, swaps.place]
        before = seating.totals[swaps.proposal]
        after = before + score[swaps.newcomer] - score[leaver]
        cost = self.worth.of(before) - self.worth.of(after)
        self.leaves[numbers] = seating.instance.reviewer[leaver]
        self.cost[numbers] = np.where(swaps.allowed(seating), cost, FAR)

    def cheapest(self) -> Ints:
        """Numbers of the swaps worth a look: one per pair of reviewers, where a table fits."""
        numbers = np.flatnonzero(self.cost < FAR)
        reviewers = len(self.seating.loads)
        if reviewers * reviewers > LARGEST_TABLE:
            return numbers
        cost = self.cost[numbers]
        pair = self.leaves[numbers] * reviewers + self.joins[numbers]
        table = np.full(reviewers * reviewers, FAR)
        np.minimum.at(table, pair, cost)
        best = np.flatnonzero(cost == table[pair])
        table[pair[best]] = best
        winners: Ints = numbers[best[table[pair[best]] == best]]
        return winners
