"""What each missing fact may do: the places of a firm if it came out worst, and if best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kechuang.engines.standing.cohort import Cohort, Totals
from kechuang.engines.standing.places import places_between


class FactEffect(NamedTuple):
    """Best and worst place if the lines that lack the fact have their least, their most points.

    ``swing``: the points (thousandths) between the two.
    """

    fact: str
    swing: int
    if_worst: tuple[int, int]
    if_best: tuple[int, int]


def effects_of_facts(
    cohort: Cohort, firm: int, lacking: Mapping[str, Sequence[int]]
) -> tuple[FactEffect, ...]:
    """Greatest swing first. ``lacking``: the lines that each missing fact leaves open."""
    totals = cohort.totals
    others = Totals(np.delete(totals.low, firm), np.delete(totals.high, firm))
    found = [_effect(cohort, firm, others, fact, list(set(n))) for fact, n in lacking.items()]
    return tuple(sorted(found, key=lambda effect: (-effect.swing, effect.fact)))


def _effect(cohort: Cohort, firm: int, others: Totals, fact: str, lines: list[int]) -> FactEffect:
    low, high = cohort.low[firm], cohort.high[firm]
    swing = int((high[lines] - low[lines]).sum())
    least, most = int(cohort.totals.low[firm]), int(cohort.totals.high[firm])
    inner = [int(high.sum()) - swing, int(low.sum()) + swing]
    ends = np.array([least, *np.clip(inner, least, most), most])
    best, worst = places_between(others, ends[[0, 2]], ends[[1, 3]])
    return FactEffect(fact, swing, (int(best[0]), int(worst[0])), (int(best[1]), int(worst[1])))
