"""Scores as read: parallel arrays, and the ids they belong to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kechuang.engines.panel.assign import scaled
from kechuang.engines.panel.assign.instance import Ints


@dataclass(frozen=True)
class ScoreTable:
    """Pair ``i`` is ``proposals[proposal[i]]`` × ``reviewers[reviewer[i]]``; scores in 1/SCALE.

    ``forbidden``: keys proposal × reviewers + reviewer of conflicts the file itself tells.
    ``is_numbered``: ids are positions, so other files may name them by position too.
    """

    proposals: tuple[str, ...]
    reviewers: tuple[str, ...]
    proposal: Ints
    reviewer: Ints
    score: Ints
    forbidden: Ints
    is_numbered: bool = False


def table_of_matrix(matrix: npt.NDArray[np.float64]) -> ScoreTable:
    """Rows are proposals, columns reviewers; NaN and infinite entries are no candidates."""
    proposal, reviewer = np.nonzero(np.isfinite(matrix))
    height, width = matrix.shape
    return ScoreTable(
        tuple(map(str, range(height))),
        tuple(map(str, range(width))),
        proposal,
        reviewer,
        scaled(matrix[proposal, reviewer]),
        np.zeros(0, dtype=np.int64),
        is_numbered=True,
    )
