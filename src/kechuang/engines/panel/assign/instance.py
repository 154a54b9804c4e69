"""What is to be assigned: candidates with scores, demands, loads and the rules of a panel."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
SCALE = 10**9
"""Scores are whole numbers of 1/SCALE, so that totals and bounds are exact."""
Pair = tuple[str, str]


@dataclass(frozen=True)
class Rules:
    """Side rules of every panel; regions and units are told by the instance.

    ``one_per_unit``: no two reviewers of one unit; ``away_at_least``: seats for reviewers from
    another region than the proposal's (异地), or all seats where there are fewer;
    ``region_at_most``: seats for any one region.
    """

    one_per_unit: bool = False
    away_at_least: int = 0
    region_at_most: int | None = None


@dataclass(frozen=True)
class Instance:
    """Candidates (parallel arrays ``proposal``, ``reviewer``, ``score`` sorted by proposal).

    ``demand`` per proposal; ``most`` and ``least`` reviews per reviewer; ``units`` reviewers ×
    slots, −1 for none; regions are numbers, −1 where unknown (unknown is never "elsewhere").
    ``forbidden`` holds the sorted keys proposal × reviewers + reviewer of every conflict.
    """

    proposals: tuple[str, ...]
    reviewers: tuple[str, ...]
    proposal: Ints
    reviewer: Ints
    score: Ints
    demand: Ints
    most: Ints
    least: Ints
    units: Ints
    reviewer_region: Ints
    proposal_region: Ints
    forbidden: Ints
    rules: Rules = field(default_factory=Rules)

    def key(self) -> Ints:
        """One number per candidate pair, ascending within a proposal's candidates."""
        return self.proposal * len(self.reviewers) + self.reviewer

    def only(self, kept: Flags) -> Instance:
        """The same instance with fewer candidates."""
        columns = {name: getattr(self, name)[kept] for name in ("proposal", "reviewer", "score")}
        return replace(self, **columns)

    def away_wanted(self) -> Ints:
        """Per proposal: seats for reviewers from elsewhere, never more than it has seats."""
        return np.minimum(self.demand, self.rules.away_at_least)
