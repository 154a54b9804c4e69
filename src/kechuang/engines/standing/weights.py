"""Sensitivity to weights: where a firm goes when one weight grows or shrinks.

The changed weight and all others are rescaled to the old sum. With points P of the indicator, S of
all, weight w of W, and a change d, a firm then has (S + d·P) · W ÷ (W + d·w), less its deductions.
"""

from __future__ import annotations

from math import lcm
from typing import NamedTuple, NoReturn

import numpy as np

from kechuang.engines.standing.cohort import Cohort
from kechuang.engines.standing.exact import Wholes, fitting
from kechuang.engines.standing.places import above
from kechuang.engines.standing.refusals import StandingError
from kechuang.engines.wording import Text

HUNDRED = 100


class Shift(NamedTuple):
    """Proven places, firms × indicators, with each weight ``percent`` smaller and greater."""

    percent: int
    smaller: Wholes
    greater: Wholes

    @property
    def furthest(self) -> Wholes:
        """How wide a firm's place moves over all changes: the greatest less the least place."""
        both = np.concatenate([self.smaller, self.greater], axis=1)
        furthest: Wholes = both.max(axis=1) - both.min(axis=1)
        return furthest


def shift_of_weights(cohort: Cohort, *, percent: int) -> Shift:
    """The places under each change of one weight; StandingError unless 0 < percent < 100."""
    if not 0 < percent < HUNDRED:
        _refuse(percent)
    indicators = range(cohort.scheme.weighed)
    smaller, greater = (
        np.stack([_places(cohort, one, change, HUNDRED) for one in indicators], axis=1)
        for change in (-percent, percent)
    )
    return Shift(percent, smaller, greater)


def _places(cohort: Cohort, indicator: int, change: int, unit: int) -> Wholes:
    points = comparable(cohort, indicator, change, unit)
    places: Wholes = 1 + above(np.sort(points), points)
    return places


def comparable(cohort: Cohort, indicator: int, change: int, unit: int) -> Wholes:
    """Exact multiples of the points after ``change`` of ``unit``, in one unit for all stages."""
    weights = cohort.scheme.reduced()
    sums, own = weights.sum(axis=1), weights[:, indicator]
    below = np.array(unit * sums + change * own, object)
    factors = lcm(*below.tolist()) // below
    gained, taken = cohort.certain()
    most = max(gained.max(initial=0), taken.max(initial=0))
    bound = 4 * unit * int(most) * int(sums.max()) * max(factors)
    earned = fitting(unit * gained + change * cohort.low[:, indicator], bound)
    gained, lost = earned * sums[cohort.stage], taken * fitting(below, bound)[cohort.stage]
    points: Wholes = np.maximum(gained - lost, 0) * fitting(factors, bound)[cohort.stage]
    return points


def _refuse(percent: int) -> NoReturn:
    raise StandingError(
        Text("权重变动幅度", "the change of weights"),
        Text(f"{percent}% 不在 1% 到 99% 之间", f"{percent}% is not between 1% and 99%"),
        Text("请改为例如 20", "try 20"),
    )
