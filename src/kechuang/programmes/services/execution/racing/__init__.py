"""Races (赛马): gates, scores of lanes, and what a gate decides."""

from kechuang.programmes.services.execution.racing.gates import (
    GateTerms,
    open_gate,
    score_lane,
)
from kechuang.programmes.services.execution.racing.ruling import (
    close_gate,
    propose_gate,
    return_gate,
)

__all__ = ["GateTerms", "close_gate", "open_gate", "propose_gate", "return_gate", "score_lane"]
