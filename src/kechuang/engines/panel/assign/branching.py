"""Groups that no tree holds together: a seat is taken or it is not, and both are followed up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

import numpy as np

from kechuang.engines.panel.assign.held import NONE, Held, crowded, members
from kechuang.engines.panel.assign.instance import Flags, Instance, Ints
from kechuang.engines.panel.assign.mending import Limit, Solved, mended, repaired
from kechuang.engines.panel.assign.model import Model

FEW_DETOURS, PER_DETOUR, MOST_MENDS = 8, 100, 3
MOST_BROKEN, MOST_BRANCHES = 6, 100


@dataclass(frozen=True)
class Problem:
    """The ``kept`` candidates of ``instance`` (``part``), and their model."""

    instance: Instance
    kept: Flags
    part: Instance
    model: Model

    def broken(self, solved: Solved) -> Held:
        """The groups of the side rules that a flow breaks."""
        return crowded(self.part, np.flatnonzero(solved.flow[self.model.candidates]))

    def limits(self, broken: Held) -> Iterator[Limit]:
        """The groups as arcs."""
        for group, most in members(self.part, broken):
            yield Limit(self.model.candidates.start + group, most)

    def bound(self, solved: Solved) -> int:
        """What no assignment of all candidates exceeds, under the limits of ``solved``."""
        reduced = self.model.reduced_cost(self.instance, solved.price)
        others = int(np.minimum(reduced[~self.kept], 0).sum())
        return -solved.network.least_cost(solved.price) - others


def unbroken(problem: Problem, solved: Solved) -> tuple[Solved, Held]:
    """The best flow that breaks no group, if few steps lead to it; else the one they reach, and
    what that breaks."""
    solved, broken = _held_at_once(problem, solved)
    if 0 < len(broken) <= MOST_BROKEN:
        found = _searched(problem, solved)
        if found is not None:
            return found, Held(NONE, NONE, NONE)
    return solved, broken


def _held_at_once(problem: Problem, solved: Solved) -> tuple[Solved, Held]:
    """Broken groups held as long as they are few and fit into the tree."""
    most = FEW_DETOURS + len(problem.part.proposals) // PER_DETOUR
    broken = problem.broken(solved)
    for _ in range(MOST_MENDS):
        if not 0 < len(broken) <= most:
            break
        better = mended(solved, list(problem.limits(broken)))
        if better is None:
            break
        solved, broken = better, problem.broken(better)
    return solved, broken


def _searched(problem: Problem, solved: Solved) -> Solved | None:
    """Best first: the first flow taken up that breaks nothing is the best of all."""
    queue = [(0, 0, solved)]
    for number in range(0, MOST_BRANCHES, 2):
        if not queue:
            return None
        best = heappop(queue)[-1]
        limit = next(problem.limits(problem.broken(best)), None)
        if limit is None:
            return best
        for side, branch in enumerate(_branches(best, limit)):
            if branch is not None:
                heappush(queue, (-problem.bound(branch), number + side + 1, branch))
            elif not problem.kept.all():
                return None
    return None


def _branches(solved: Solved, limit: Limit) -> Iterator[Solved | None]:
    """Without the weakest member seated, and with it; together they cover every assignment.

    None at all where earlier branches have settled more seats than the limit has.
    """
    network, arcs = solved.network, limit.arcs
    free = arcs[(solved.flow[arcs] > 0) & (network.lower[arcs] == 0)]
    if not len(free):
        return
    weakest = free[np.argmax(network.cost[free])]
    yield repaired(replace(network, upper=_changed(network.upper, weakest, 0)), solved)
    lower, upper = _changed(network.lower, weakest, 1), network.upper
    if limit.most and lower[arcs].sum() == limit.most:
        upper = _changed(upper, arcs[lower[arcs] == 0], 0)
    if limit.most:
        yield repaired(replace(network, lower=lower, upper=upper), solved)


def _changed(numbers: Ints, where: Ints | int, to: int) -> Ints:
    numbers = numbers.copy()
    numbers[where] = to
    return numbers
