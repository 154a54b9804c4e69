"""Groups a side rule limits on one panel, and which of them need an arc: those it might bind.

A flow is solved with the groups its best candidates crowd. Whatever it leaves out is looked at in
the result, so that an unbroken result is the best one under all rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kechuang.engines.panel.assign.instance import Flags, Instance, Ints

NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Held:
    """Groups by number, ascending: proposals for seats from elsewhere; proposal × regions + region;
    proposal × units + unit."""

    away: Ints
    regions: Ints
    units: Ints

    def __len__(self) -> int:
        return len(self.away) + len(self.regions) + len(self.units)

    def __or__(self, other: Held) -> Held:
        return Held(
            np.union1d(self.away, other.away),
            np.union1d(self.regions, other.regions),
            np.union1d(self.units, other.units),
        )


def every_group(instance: Instance) -> Held:
    """All groups that any panel could break, and every proposal's seats from elsewhere."""
    found = crowded(instance, np.arange(len(instance.proposal)))
    proposals = np.arange(len(instance.proposals))
    return Held(proposals if instance.rules.away_at_least else NONE, found.regions, found.units)


def never_seated(instance: Instance) -> Flags:
    """Candidates who are not from elsewhere where every seat is for somebody from elsewhere."""
    barred = np.zeros(len(instance.proposal), dtype=bool)
    wanted = instance.away_wanted()
    some = of_proposals(instance, np.flatnonzero((wanted > 0) & (wanted == instance.demand)))
    barred[some[~is_away(instance, some)]] = True
    return barred


def crowded(instance: Instance, some: Ints) -> Held:
    """The groups with more members among ``some`` candidates (ascending) than may sit together."""
    rules = instance.rules
    return Held(
        _near(instance, some) if rules.away_at_least else NONE,
        NONE
        if rules.region_at_most is None
        else _more_than(rules.region_at_most, region_key(instance, some)),
        _more_than(1, unit_key(instance, some)[0]) if rules.one_per_unit else NONE,
    )


def members(instance: Instance, held: Held) -> Iterator[tuple[Ints, int]]:
    """The candidates of each group, and how many of them may sit; inner groups come first."""
    for key in held.units.tolist():
        some = of_proposal(instance, key // unit_width(instance))
        keys, member = unit_key(instance, some)
        yield member[keys == key], 1
    for key in held.regions.tolist():
        some = of_proposal(instance, key // region_width(instance))
        yield some[region_key(instance, some) == key], instance.rules.region_at_most or 0
    near_most = instance.demand - instance.away_wanted()
    for p in held.away.tolist():
        some = of_proposal(instance, p)
        yield some[~is_away(instance, some)], int(near_most[p])


def region_width(instance: Instance) -> int:
    """How many numbers the regions of one proposal take; reviewers of unknown region share one."""
    return int(instance.reviewer_region.max(initial=0)) + 2


def region_key(instance: Instance, some: Ints) -> Ints:
    """The number of the region group of ``some`` candidates."""
    region = instance.reviewer_region[instance.reviewer[some]]
    return instance.proposal[some] * region_width(instance) + region + 1


def unit_width(instance: Instance) -> int:
    """How many numbers the units of one proposal take."""
    return int(instance.units.max(initial=0)) + 1


def unit_key(instance: Instance, some: Ints) -> tuple[Ints, Ints]:
    """The numbers of the unit groups of ``some`` candidates, and whose each is."""
    units = instance.units[instance.reviewer[some]]
    row, slot = np.nonzero(units >= 0)
    return instance.proposal[some[row]] * unit_width(instance) + units[row, slot], some[row]


def of_proposal(instance: Instance, proposal: int) -> Ints:
    """All candidates of one proposal."""
    return np.arange(*np.searchsorted(instance.proposal, (proposal, proposal + 1)))


def of_proposals(instance: Instance, proposals: Ints) -> Ints:
    """All candidates of some proposals."""
    is_wanted = np.zeros(len(instance.proposals), dtype=bool)
    is_wanted[proposals] = True
    return np.flatnonzero(is_wanted[instance.proposal])


def is_among(key: Ints, held: Ints) -> Flags:
    """Which of the keys are in ``held`` (ascending)."""
    if not len(held):
        return np.zeros(len(key), dtype=bool)
    place = np.minimum(np.searchsorted(held, key), len(held) - 1)
    found: Flags = held[place] == key
    return found


def is_away(instance: Instance, some: Ints) -> Flags:
    """Which of ``some`` candidates are from elsewhere: both regions are known and differ."""
    here = instance.proposal_region[instance.proposal[some]]
    there = instance.reviewer_region[instance.reviewer[some]]
    away: Flags = (here >= 0) & (there >= 0) & (here != there)
    return away


def _near(instance: Instance, some: Ints) -> Ints:
    """Proposals with more reviewers who are not from elsewhere than seats for them."""
    near = instance.proposal[some[~is_away(instance, some)]]
    count = np.bincount(near, minlength=len(instance.proposals))
    return np.flatnonzero(count > instance.demand - instance.away_wanted())


def _more_than(most: int, key: Ints) -> Ints:
    """Keys that occur more than ``most`` times."""
    key = np.sort(key)
    return np.unique(key[most:][key[most:] == key[: max(len(key) - most, 0)]])
