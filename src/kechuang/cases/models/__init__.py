"""Procedures, rounds and cases; drafts, papers and steps; seals; publicity; what clocks brought."""

from kechuang.cases.models.cases import Case, CaseSeries, Participant
from kechuang.cases.models.drafts import Attachment, CaseDocument, DraftVersion
from kechuang.cases.models.notices import CaseNotice
from kechuang.cases.models.publicity import Objection, Publicity
from kechuang.cases.models.rounds import ClockExtension, ProcedureVersion, Round
from kechuang.cases.models.seals import Seal, SealSeries
from kechuang.cases.models.steps import Letter, StepTaken

__all__ = [
    "Attachment",
    "Case",
    "CaseDocument",
    "CaseNotice",
    "CaseSeries",
    "ClockExtension",
    "DraftVersion",
    "Letter",
    "Objection",
    "Participant",
    "ProcedureVersion",
    "Publicity",
    "Round",
    "Seal",
    "SealSeries",
    "StepTaken",
]
