"""Procedures, rounds, cases; drafts, papers, steps; letters, seals, publicity; runs of clocks."""

from kechuang.cases.models.cases import Case, CaseSeries, Participant
from kechuang.cases.models.drafts import Attachment, CaseDocument, DraftVersion
from kechuang.cases.models.letters import Letter, LetterSeries
from kechuang.cases.models.notices import CaseNotice
from kechuang.cases.models.publicity import Objection, Publicity
from kechuang.cases.models.rounds import ClockExtension, ProcedureVersion, Round
from kechuang.cases.models.runs import ClockRun
from kechuang.cases.models.seals import Seal, SealSeries
from kechuang.cases.models.steps import StepTaken

__all__ = [
    "Attachment",
    "Case",
    "CaseDocument",
    "CaseNotice",
    "CaseSeries",
    "ClockExtension",
    "ClockRun",
    "DraftVersion",
    "Letter",
    "LetterSeries",
    "Objection",
    "Participant",
    "ProcedureVersion",
    "Publicity",
    "Round",
    "Seal",
    "SealSeries",
    "StepTaken",
]
