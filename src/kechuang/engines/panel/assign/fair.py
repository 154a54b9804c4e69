"""Fair panels: the worst-off proposal as well off as can be found, then the best total."""

from __future__ import annotations

import numpy as np

from kechuang.engines.panel.assign.exchange import Exchange
from kechuang.engines.panel.assign.instance import Instance, Ints
from kechuang.engines.panel.assign.lifting import Lifted, lift
from kechuang.engines.panel.assign.links import Worth
from kechuang.engines.panel.assign.seating import Seating, Swaps

LACKING_COUNTS = 1000
MOST_ROUNDS = 500
MOST_STEPS = 8
FEW_SWAPS, MANY_SWAPS = 30_000, 500_000
LEAST_WIDTH = 10


def fair_seating(best: Seating, reduced_cost: Ints, bound: int) -> Seating:
    """From the best total to fairness: a few flows, then chains of swaps.

    The goal is first the bound itself; where it is out of reach, halving finds a reachable one.
    ``reduced_cost`` per candidate (of the best total) picks the swaps looked at first; ``bound`` as
    of ``worst_bound``.
    """
    search = _Search(best, reduced_cost)
    search.aim_at(bound)
    low, high, step = search.found.worst(), bound, _step(best.instance, bound)
    for _ in range(MOST_STEPS):
        if high - low <= step:
            break
        goal = low + max((high - low) // (2 * step), 1) * step
        low, high = (search.found.worst(), high) if search.aim_at(goal) else (low, goal)
    search.polish()
    return search.found


def worst_bound(instance: Instance, front: Ints) -> int:
    """No panel of the least fortunate proposal can total more, loads and side rules aside.

    ``front``: at least the best candidates of each proposal, as many as it has seats.
    """
    wanted = instance.demand[instance.proposal]
    order = front[np.lexsort((-instance.score[front], instance.proposal[front]))]
    owner = instance.proposal[order]
    count = np.bincount(owner, minlength=len(instance.proposals))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(count) - count, count)
    kept = order[rank < wanted[order]]
    totals = np.zeros(len(count), dtype=np.int64)
    np.add.at(totals, instance.proposal[kept], instance.score[kept])
    return int(totals[instance.demand > 0].min(initial=2**62))


class _Search:
    def __init__(self, best: Seating, reduced_cost: Ints) -> None:
        self.found, self.best, self.reduced_cost = best, best, reduced_cost

    def aim_at(self, goal: int) -> bool:
        """Try to lift every proposal to ``goal``; keep the result when it is fairer."""
        lifted = lift(self.best, self.reduced_cost, goal)
        tried = self._exchanged(lifted, goal, FEW_SWAPS)
        if tried.worst() < goal:
            tried = self._exchanged(Lifted(tried, lifted.reduced_cost), goal, MANY_SWAPS)
        if _fairness(tried) > _fairness(self.found):
            self.found, self.reduced_cost = tried, lifted.reduced_cost
        return tried.worst() >= goal

    def polish(self) -> None:
        """The best total that keeps the worst-off proposal where it is."""
        found = Lifted(self.found, self.reduced_cost)
        polished = self._exchanged(found, self.found.worst(), MANY_SWAPS)
        if _fairness(polished) > _fairness(self.found):
            self.found = polished

    def _exchanged(self, start: Lifted, goal: int, swaps: int) -> Seating:
        seating = start.seating.copy()
        width = max(swaps // max(len(seating.chosen()), 1), LEAST_WIDTH)
        looked_at = Swaps.of(seating, start.reduced_cost, width)
        Exchange(seating, looked_at, Worth(goal, LACKING_COUNTS)).run(rounds=MOST_ROUNDS)
        return seating


def _fairness(seating: Seating) -> tuple[int, int]:
    return seating.worst(), seating.total()


def _step(instance: Instance, bound: int) -> int:
    """Totals are multiples of the scores' greatest common divisor; a thousandth is fine enough."""
    divisor = int(np.gcd.reduce(instance.score)) if len(instance.score) else 1
    return max(divisor, abs(bound) // 1000, 1)
