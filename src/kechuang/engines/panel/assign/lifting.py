"""Most poor proposals are lifted by a few flows in which their weak seats count for less."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kechuang.engines.panel.assign.columns import best_flow
from kechuang.engines.panel.assign.front import front_of
from kechuang.engines.panel.assign.instance import Ints
from kechuang.engines.panel.assign.seating import Seating

FLOWS = 3
WEAKNESS_COUNTS = 2


@dataclass(frozen=True)
class Lifted:
    """A seating and its reduced cost per candidate."""

    seating: Seating
    reduced_cost: Ints


def lift(best: Seating, reduced_cost: Ints, goal: int) -> Lifted:
    """Towards ``goal`` for every proposal.

    A seat is weak by what it lacks to an even share of the goal. For proposals below the goal
    weakness is charged, more with every flow; nothing is promised but a better start.
    """
    instance, lifted = best.instance, Lifted(best, reduced_cost)
    even = goal // np.maximum(instance.demand, 1)
    weakness = np.maximum(even[instance.proposal] - instance.score, 0)
    charge = np.zeros(len(instance.proposals), dtype=np.int64)
    for _ in range(FLOWS):
        poor = lifted.seating.totals < goal
        if not (poor & (instance.demand > 0)).any():
            break
        charge[poor] += WEAKNESS_COUNTS
        score = instance.score - charge[instance.proposal] * weakness
        valued = replace(instance, score=score)
        found = best_flow(valued, front_of(valued))
        if found is None or found.broken:
            break
        lifted = Lifted(Seating.of_chosen(instance, found.chosen), found.reduced_cost)
    return lifted
