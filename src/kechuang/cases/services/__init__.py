"""Commands about procedures, rounds and cases."""

from kechuang.cases.services.beginning import begin_case, begin_own_case
from kechuang.cases.services.clocks import ClockReport, Failure, run_clocks
from kechuang.cases.services.drafting import save_draft
from kechuang.cases.services.objecting import answer_objection, lodge_objection
from kechuang.cases.services.papers import attach_document, attach_file
from kechuang.cases.services.participants import dismiss_participant, name_participant
from kechuang.cases.services.procedures import enter_procedure, enter_procedures
from kechuang.cases.services.rounds import extend_clock, open_round
from kechuang.cases.services.sealing import seal_case
from kechuang.cases.services.stepping import take_step

__all__ = [
    "ClockReport",
    "Failure",
    "answer_objection",
    "attach_document",
    "attach_file",
    "begin_case",
    "begin_own_case",
    "dismiss_participant",
    "enter_procedure",
    "enter_procedures",
    "extend_clock",
    "lodge_objection",
    "name_participant",
    "open_round",
    "run_clocks",
    "save_draft",
    "seal_case",
    "take_step",
]
