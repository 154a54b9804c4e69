"""How firm a rank is: the ranks a proposal takes when reviewers' noise is drawn again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kechuang.engines.panel.refusals import need_whole
from kechuang.engines.panel.scores.ranking import by_proposal
from kechuang.engines.panel.scores.reports import ScoredReport
from kechuang.engines.wording import Text

EXAMPLE_COVER_BP = 9_000
EXAMPLE_DRAWS = 2_000
"""示例 Example: nine draws in ten lie inside the interval."""


@dataclass(frozen=True)
class RankInterval:
    """``low``…``high``: ranks in the covered share of draws; ``funded_bp``: draws above the line.

    ``is_noise``: the interval lies on both sides of the funding line, so the scores alone do not
    decide whether this proposal is funded.
    """

    proposal: str
    low: int
    high: int
    funded_bp: int
    is_noise: bool


def rank_intervals(
    reports: Sequence[ScoredReport],
    *,
    funded: int,
    seed: int,
    draws: int = EXAMPLE_DRAWS,
    cover_bp: int = EXAMPLE_COVER_BP,
) -> tuple[RankInterval, ...]:
    """The interval of every proposal, in the order of their first reports.

    Bootstrap over reviewers: how far each report lies from its proposal's mean is pooled over all
    proposals (widened for the few reports behind each mean) and drawn anew for every seat.
    """
    need_whole(funded, Text("资助数", "funded proposals"))
    need_whole(draws, Text("重复次数", "draws"), least=1)
    grouped = {p: [float(one.points) for one in r] for p, r in by_proposal(reports).items()}
    ranks = _drawn_ranks(list(grouped.values()), draws, np.random.default_rng(seed))
    tail = (10_000 - cover_bp) / 20_000
    low = np.quantile(ranks, tail, axis=0, method="inverted_cdf")
    high = np.quantile(ranks, 1 - tail, axis=0, method="inverted_cdf")
    share = ((ranks <= funded).mean(axis=0) * 10_000).round().astype(int)
    rows = zip(grouped, low.tolist(), high.tolist(), share.tolist(), strict=True)
    return tuple(
        RankInterval(p, int(best), int(worst), bp, best <= funded < worst)
        for p, best, worst, bp in rows
    )


def _drawn_ranks(
    points: list[list[float]], draws: int, random: np.random.Generator
) -> np.typing.NDArray[np.int64]:
    """Draws × proposals: the rank each takes (1 is best; equals in random order)."""
    pooled = np.concatenate([_widened(np.array(row)) for row in points])
    scores = np.empty((draws, len(points)))
    for column, row in enumerate(points):
        noise = random.choice(pooled, size=(draws, len(row))).mean(axis=1)
        scores[:, column] = np.mean(row) + noise
    lots = random.random(scores.shape)
    order = np.lexsort((lots, -scores), axis=1)
    return np.argsort(order, axis=1) + 1


def _widened(row: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    """Distances from the mean, times √(n/(n−1)); a single report tells nothing of noise."""
    if len(row) < 2:
        return np.zeros(0)
    widened: np.typing.NDArray[np.float64] = (row - row.mean()) * np.sqrt(len(row) / (len(row) - 1))
    return widened
