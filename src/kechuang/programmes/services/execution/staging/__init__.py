"""Stages judged by invited experts: asked, answered once, sealed, and opened together."""

from kechuang.programmes.services.execution.staging.answering import (
    LaneMarks,
    decline_stage,
    submit_sheets,
)
from kechuang.programmes.services.execution.staging.inviting import invite_experts
from kechuang.programmes.services.execution.staging.opening import end_scoring

__all__ = ["LaneMarks", "decline_stage", "end_scoring", "invite_experts", "submit_sheets"]
