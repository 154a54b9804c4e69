"""Candidates of one proposal who share a unit: at most one of them may sit on its panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kechuang.engines.panel.assign.held import is_among, of_proposals, unit_key, unit_width
from kechuang.engines.panel.assign.instance import Flags, Instance, Ints


@dataclass(frozen=True)
class Grouping:
    """Parallel arrays: candidate ``member`` belongs to ``group``; every group has two or more.

    A group is numbered proposal × units + unit.
    """

    group: Ints
    member: Ints

    def split_by_tree(self, parent: Ints, first: Sequence[int]) -> tuple[Grouping, Grouping]:
        """Groups that share no member, and what they leave unsaid: the others, and groups whose
        members have several parents. Of groups that overlap, those in ``first`` come first.
        """
        if not len(self.group):
            return self, self
        overlapping = self._overlapping()
        chosen = ~overlapping | np.isin(self.group, self._disjoint(overlapping, first))
        return self._picked(chosen), self._picked(~chosen | self._spanning(parent))

    def _overlapping(self) -> Flags:
        """Entries of groups that share a member with another group."""
        is_shared = np.bincount(self.member)[self.member] > 1
        return np.isin(self.group, self.group[is_shared])

    def _disjoint(self, among: Flags, first: Sequence[int]) -> list[int]:
        members: dict[int, list[int]] = {}
        for group, member in zip(
            self.group[among].tolist(), self.member[among].tolist(), strict=True
        ):
            members.setdefault(group, []).append(member)
        taken: set[int] = set()
        chosen = []
        for group in [*(g for g in first if g in members), *members]:
            if taken.isdisjoint(members[group]):
                taken.update(members[group])
                chosen.append(group)
        return chosen

    def _spanning(self, parent: Ints) -> Flags:
        """Entries of groups whose members have more than one parent."""
        _, dense = np.unique(self.group, return_inverse=True)
        node = parent[self.member]
        highest = np.full(int(dense.max()) + 1, -1)
        np.maximum.at(highest, dense, node)
        return np.isin(self.group, self.group[highest[dense] != node])

    def _picked(self, wanted: Flags) -> Grouping:
        return Grouping(self.group[wanted], self.member[wanted])


def unit_groups(instance: Instance, held: Ints) -> Grouping:
    """The groups numbered in ``held`` (ascending), with all their candidates."""
    some = of_proposals(instance, held // unit_width(instance))
    key, member = unit_key(instance, some)
    return Grouping(key, member)._picked(is_among(key, held))


def joined_units(units: Ints) -> Ints:
    """One unit per reviewer (−1 for none): units that share a reviewer count as one."""
    above = list(range(int(units.max(initial=-1)) + 1))
    for row in units.tolist():
        tops = sorted({_top(above, unit) for unit in row if unit >= 0})
        for other in tops[1:]:
            above[other] = tops[0]
    joined = [next((_top(above, unit) for unit in row if unit >= 0), -1) for row in units.tolist()]
    return np.array(joined, dtype=np.int64).reshape(-1, 1)


def _top(above: list[int], unit: int) -> int:
    while above[unit] != unit:
        unit = above[unit]
    return unit
