"""Contracts and their milestones, changes, gates, expenses; acceptance, integrity, endings."""

from kechuang.programmes.models.execution.acceptance import (
    DemanderOpinion,
    PanelOpinion,
    PanelSeat,
    PerformanceEvaluation,
)
from kechuang.programmes.models.execution.changes import ChangeRequest
from kechuang.programmes.models.execution.contracts import (
    ConsortiumShare,
    Contract,
    ContractFund,
    ContractSeries,
)
from kechuang.programmes.models.execution.endings import ExemptionFile, FollowUp, Termination
from kechuang.programmes.models.execution.expenses import Expense
from kechuang.programmes.models.execution.gates import Gate, LaneRuling, LaneScore
from kechuang.programmes.models.execution.integrity import IntegrityAppeal, IntegrityRecord
from kechuang.programmes.models.execution.items import AwardedItem, NegativeListVersion
from kechuang.programmes.models.execution.judging import StageInvitation, StageSheet
from kechuang.programmes.models.execution.milestones import (
    Evidence,
    Milestone,
    MilestoneReport,
    Rectification,
    StageScore,
)
from kechuang.programmes.models.execution.team import Target, TeamMember
from kechuang.programmes.models.execution.withdrawals import ContractWithdrawal

__all__ = [
    "AwardedItem",
    "ChangeRequest",
    "ConsortiumShare",
    "Contract",
    "ContractFund",
    "ContractSeries",
    "ContractWithdrawal",
    "DemanderOpinion",
    "Evidence",
    "ExemptionFile",
    "Expense",
    "FollowUp",
    "Gate",
    "IntegrityAppeal",
    "IntegrityRecord",
    "LaneRuling",
    "LaneScore",
    "Milestone",
    "MilestoneReport",
    "NegativeListVersion",
    "PanelOpinion",
    "PanelSeat",
    "PerformanceEvaluation",
    "Rectification",
    "StageInvitation",
    "StageScore",
    "StageSheet",
    "Target",
    "TeamMember",
    "Termination",
]
