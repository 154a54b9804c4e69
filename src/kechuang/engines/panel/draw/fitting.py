"""Whether a panel can still be completed: a matching of units to regions with capacities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kechuang.engines.panel.draw.pool import Pool, Qualified


def can_be_completed(pool: Pool, seated: Sequence[Qualified], left: Iterable[Qualified]) -> bool:
    """Whether ``seated`` keep every cap and ``left`` can fill the remaining seats."""
    units = Counter(expert.unit for expert in seated)
    regions = Counter(pool.region_of(expert) for expert in seated)
    if any(number > pool.quotas.unit_at_most for number in units.values()):
        return False
    if any(number > pool.region_cap(region) for region, number in regions.items()):
        return False
    return _Matching(pool, units, regions).reaches(left, pool.quotas.seats - len(seated))


class _Matching:
    """Each expert is a place in a unit and in a region; augmenting paths fill both."""

    def __init__(self, pool: Pool, units: Counter[str], regions: Counter[str]) -> None:
        self.pool, self.units, self.regions = pool, units, regions
        self.inside: dict[str, list[Qualified]] = {}
        self.free: dict[str, list[Qualified]] = {}

    def reaches(self, left: Iterable[Qualified], wanted: int) -> bool:
        for expert in left:
            self.free.setdefault(expert.unit, []).append(expert)
        found = 0
        for unit, experts in sorted(self.free.items()):
            for _ in range(min(self.pool.quotas.unit_at_most - self.units[unit], len(experts))):
                found += self._placed(unit, set())
                if found >= wanted:
                    return True
        return found >= wanted

    def _placed(self, unit: str, tried: set[str]) -> bool:
        """Seat one more of ``unit``, moving other units to other regions where need be."""
        used = {expert.id for inside in self.inside.values() for expert in inside}
        for expert in self.free[unit]:
            region = self.pool.region_of(expert)
            if expert.id in used or region in tried:
                continue
            tried.add(region)
            inside = self.inside.setdefault(region, [])
            if len(inside) + self.regions[region] < self.pool.region_cap(region):
                inside.append(expert)
                return True
            for other in list(inside):
                if self._placed(other.unit, tried):
                    inside.remove(other)
                    inside.append(expert)
                    return True
        return False
