"""Places: the best and the worst that each firm can have, whatever the others turn out to be."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kechuang.engines.standing.cohort import Totals
from kechuang.engines.standing.exact import Wholes


class Places(NamedTuple):
    """Places count from 1; firms with equal points share one.

    ``proven``: the place when every firm counts only what is proven of it (its ``low``).
    """

    proven: Wholes
    best: Wholes
    worst: Wholes


def places_of(totals: Totals) -> Places:
    """In O(n log n): best is 1 + those surely above, worst is 1 + those possibly above."""
    low, high = totals
    proven = 1 + above(np.sort(low), low)
    best, worst = places_between(totals, low, high)
    return Places(proven, best, worst - (high > low))


def places_between(others: Totals, low: Wholes, high: Wholes) -> tuple[Wholes, Wholes]:
    """Best and worst places of firms from ``low`` to ``high`` among ``others``."""
    best = 1 + above(np.sort(others.low), high)
    return best, 1 + above(np.sort(others.high), low)


def above(ordered: Wholes, points: Wholes) -> Wholes:
    """How many of the ``ordered`` (ascending) are strictly greater than each of ``points``."""
    return len(ordered) - np.searchsorted(ordered, points, side="right")
