"""Scores: exact raw ranking, the leniency-adjusted view, and which ranks are noise.

Raw marks are immutable inputs; the adjusted view and the intervals stand beside them.
"""

from kechuang.engines.panel.scores.gates import Fate, GateRule, LaneFate, decide_gate
from kechuang.engines.panel.scores.leniency import Adjusted, Mildness, adjust
from kechuang.engines.panel.scores.noise import RankInterval, rank_intervals
from kechuang.engines.panel.scores.ranking import Ranking, Standing, rank
from kechuang.engines.panel.scores.reports import (
    LEAST_REPORTS,
    WHOLE_BP,
    Criterion,
    Report,
    Scheme,
    ScoredReport,
)

__all__ = [
    "LEAST_REPORTS",
    "WHOLE_BP",
    "Adjusted",
    "Criterion",
    "Fate",
    "GateRule",
    "LaneFate",
    "Mildness",
    "RankInterval",
    "Ranking",
    "Report",
    "Scheme",
    "ScoredReport",
    "Standing",
    "adjust",
    "decide_gate",
    "rank",
    "rank_intervals",
]
