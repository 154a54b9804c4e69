"""A second view beside the raw scores: how mild or strict each reviewer is, taken out.

points = quality of the proposal + mildness of the reviewer + noise, by least squares. Mildness is
shrunk: ``shrinkage`` counts like so many reports at the average, so few reports move little.
Raw scores are never changed by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kechuang.engines.panel.scores.reports import ScoredReport
from kechuang.engines.wording import Text

EXAMPLE_SHRINKAGE = 1.0
"""示例 Example: no source sets it."""


@dataclass(frozen=True)
class Mildness:
    """``points`` above (mild) or below (strict) what others give the same proposals."""

    reviewer: str
    points: float
    reports: int

    def explained(self) -> Text:
        """One sentence for the officer."""
        kind = Text("偏宽", "milder") if self.points > 0 else Text("偏严", "stricter")
        size = abs(self.points)
        return Text(
            f"{self.reviewer}：{self.reports}份意见，比同组评审人{kind.zh}约{size:.1f}分",
            f"{self.reviewer}: {self.reports} reports, about {size:.1f} points {kind.en} than "
            "others on the same proposals",
        )


@dataclass(frozen=True)
class Adjusted:
    """``scores`` by proposal with mildness taken out, and each reviewer's mildness."""

    scores: dict[str, float]
    reviewers: tuple[Mildness, ...]


def adjust(reports: Sequence[ScoredReport], *, shrinkage: float = EXAMPLE_SHRINKAGE) -> Adjusted:
    """The least-squares view of ``reports``; ``shrinkage`` > 0."""
    proposals = list(dict.fromkeys(one.report.proposal for one in reports))
    reviewers = list(dict.fromkeys(one.report.reviewer for one in reports))
    p = np.array([proposals.index(one.report.proposal) for one in reports])
    r = np.array([reviewers.index(one.report.reviewer) for one in reports])
    points = np.array([float(one.points) for one in reports])
    mild = _mildness(p, r, points, shrinkage)
    count = np.bincount(p)
    means = np.bincount(p, weights=points - mild[r]) / count
    told = zip(reviewers, mild.tolist(), np.bincount(r).tolist(), strict=True)
    return Adjusted(
        dict(zip(proposals, means.tolist(), strict=True)),
        tuple(Mildness(*one) for one in told),
    )


def _mildness(
    p: np.typing.NDArray[np.int64],
    r: np.typing.NDArray[np.int64],
    points: np.typing.NDArray[np.float64],
    shrinkage: float,
) -> np.typing.NDArray[np.float64]:
    """Normal equations of the reviewers once the proposals are solved for."""
    table = np.zeros((p.max() + 1, r.max() + 1))
    table[p, r] = 1
    count = table.sum(axis=1)
    means = np.bincount(p, weights=points) / count
    matrix = np.diag(table.sum(axis=0) + shrinkage) - (table.T / count) @ table
    excess = np.bincount(r, weights=points - means[p])
    solved: np.typing.NDArray[np.float64] = np.linalg.solve(matrix, excess)
    return solved
