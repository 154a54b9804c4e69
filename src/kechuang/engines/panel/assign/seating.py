"""Who sits on which panel: seats, totals and loads that change together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kechuang.engines.panel.assign.front import least_by_owner
from kechuang.engines.panel.assign.held import is_away
from kechuang.engines.panel.assign.instance import Flags, Instance, Ints


@dataclass
class Seating:
    """``seats`` proposals × places holds candidate numbers (−1: no place)."""

    instance: Instance
    seats: Ints
    totals: Ints
    loads: Ints

    @classmethod
    def of_chosen(cls, instance: Instance, chosen: Ints) -> Seating:
        """The seating of candidates ``chosen`` (numbers, ascending by proposal)."""
        owner = instance.proposal[chosen]
        sizes = np.bincount(owner, minlength=len(instance.proposals))
        place = np.arange(len(chosen)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        seats = np.full((len(sizes), max(int(sizes.max(initial=0)), 1)), -1, dtype=np.int64)
        seats[owner, place] = chosen
        totals = np.zeros(len(sizes), dtype=np.int64)
        np.add.at(totals, owner, instance.score[chosen])
        loads = np.bincount(instance.reviewer[chosen], minlength=len(instance.reviewers))
        return cls(instance, seats, totals, loads.astype(np.int64))

    def copy(self) -> Seating:
        """An independent copy."""
        return Seating(self.instance, self.seats.copy(), self.totals.copy(), self.loads.copy())

    def chosen(self) -> Ints:
        """The candidates seated, ascending."""
        return np.sort(self.seats[self.seats >= 0])

    def total(self) -> int:
        """Sum of all scores, in 1/SCALE."""
        return int(self.totals.sum())

    def worst(self) -> int:
        """The total of the worst-off proposal that has a panel, in 1/SCALE."""
        return int(self.totals[(self.seats >= 0).any(axis=1)].min(initial=2**62))

    def swap(self, proposal: int, place: int, newcomer: int) -> None:
        """``newcomer`` (a candidate) takes the place of whoever sits there."""
        leaver = self.seats[proposal, place]
        score, reviewer = self.instance.score, self.instance.reviewer
        self.seats[proposal, place] = newcomer
        self.totals[proposal] += score[newcomer] - score[leaver]
        self.loads[reviewer[newcomer]] += 1
        self.loads[reviewer[leaver]] -= 1


@dataclass(frozen=True)
class Swaps:
    """Every swap of one seat: at ``proposal`` and ``place``, ``newcomer`` comes in."""

    proposal: Ints
    place: Ints
    newcomer: Ints

    @classmethod
    def of(cls, seating: Seating, reduced_cost: Ints, width: int) -> Swaps:
        """All places × the ``width`` candidates of least reduced cost of the same proposal."""
        instance = seating.instance
        kept = least_by_owner(instance.proposal, reduced_cost, width)
        count = np.bincount(instance.proposal[kept], minlength=len(instance.proposals))
        first = np.cumsum(count) - count
        owner, place = np.nonzero(seating.seats >= 0)
        sizes = count[owner]
        offset = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        newcomer = kept[np.repeat(first[owner], sizes) + offset]
        return cls(np.repeat(owner, sizes), np.repeat(place, sizes), newcomer)

    def only(self, numbers: slice | Ints) -> Swaps:
        """Some of the swaps."""
        return Swaps(self.proposal[numbers], self.place[numbers], self.newcomer[numbers])

    def allowed(self, seating: Seating) -> Flags:
        """Swaps whose newcomer is not seated there and keeps every side rule of that panel."""
        return ~self._is_seated(seating) & self._keeps_units(seating) & self._keeps_regions(seating)

    def _is_seated(self, seating: Seating) -> Flags:
        seated = np.zeros(len(seating.instance.proposal), dtype=bool)
        seated[seating.seats[seating.seats >= 0]] = True
        return seated[self.newcomer]

    def _others(self, seating: Seating) -> list[Ints]:
        """For each place number: who sits there besides the leaver (−1 for nobody)."""
        return [
            np.where(self.place == place, -1, seating.seats[self.proposal, place])
            for place in range(seating.seats.shape[1])
        ]

    def _keeps_units(self, seating: Seating) -> Flags:
        instance = seating.instance
        kept = np.ones(len(self.newcomer), dtype=bool)
        if not instance.rules.one_per_unit:
            return kept
        mine = instance.units[instance.reviewer[self.newcomer]]
        for other in self._others(seating):
            theirs = instance.units[instance.reviewer[other]]
            is_same = ((mine[:, :, None] == theirs[:, None, :]) & (mine[:, :, None] >= 0)).any(
                (1, 2)
            )
            kept &= ~is_same | (other < 0)
        return kept

    def _keeps_regions(self, seating: Seating) -> Flags:
        instance, rules = seating.instance, seating.instance.rules
        kept = np.ones(len(self.newcomer), dtype=bool)
        if rules.away_at_least:
            away = is_away(instance, np.arange(len(instance.proposal)))
            there = sum((away[o] & (o >= 0) for o in self._others(seating)), start=0 * self.place)
            kept &= there + away[self.newcomer] >= instance.away_wanted()[self.proposal]
        if rules.region_at_most is not None:
            region = instance.reviewer_region[instance.reviewer]
            mine = region[self.newcomer]
            same = sum(
                ((region[o] == mine) & (o >= 0) for o in self._others(seating)),
                start=0 * self.place,
            )
            kept &= same + 1 <= rules.region_at_most
        return kept
