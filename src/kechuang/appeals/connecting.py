"""What this room does for the procedures of corrections and appeals."""

from __future__ import annotations

from django.urls import reverse

from kechuang.appeals.services.appealing import compute_anew, end_appeal
from kechuang.appeals.services.correcting import correct_fact, end_correction
from kechuang.appeals.states import APPEAL_PROCEDURE, CORRECTION_PROCEDURE
from kechuang.cases.connections import begin_at, perform
from kechuang.cases.models import Round


def connect() -> None:
    """A place's option pack is served through the pack it adopts."""
    perform(CORRECTION_PROCEDURE, "correct_fact", correct_fact)
    perform(CORRECTION_PROCEDURE, "end_correction", end_correction)
    perform(APPEAL_PROCEDURE, "compute_anew", compute_anew)
    perform(APPEAL_PROCEDURE, "end_appeal", end_appeal)
    begin_at(CORRECTION_PROCEDURE, _own)
    begin_at(APPEAL_PROCEDURE, _own)


def _own(round: Round) -> str:  # noqa: A002 - the word of the field
    """They begin from a fact or an answer about the firm."""
    return reverse("appeals:mine")
