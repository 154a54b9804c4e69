"""Scores of invited experts against the sheets that they sealed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text
from kechuang.programmes.models.execution import (
    LaneScore,
    StageInvitation,
    StageScore,
    StageSheet,
)
from kechuang.programmes.states_of_execution import InvitationState

ANSWERED = (InvitationState.SCORED, InvitationState.OPENED)


def broken_seals() -> Iterator[Finding]:
    """A sheet is what was sealed, and a score exactly once its stage was opened."""
    sheets = StageSheet.objects.select_related("invitation__expert", "contract")
    for sheet in sheets:
        is_opened = sheet.invitation.state == InvitationState.OPENED
        scores = list(_scores(sheet).values_list("score", flat=True))
        if sheet.digest != digest(sheet.content()):
            yield found(sheet.pk, "评分表与封存时不符", "it is not what was sealed")
        elif scores != ([sheet.score] if is_opened else []):
            yield found(sheet.pk, "得分与封存的评分表不符", "its score is not the sealed one")


def silent_answers() -> Iterator[Finding]:
    """Whoever scored handed in sheets, and nobody else did."""
    sheets = StageSheet.objects.filter(invitation=OuterRef("pk"))
    rows = StageInvitation.objects.annotate(has_sheets=Exists(sheets))
    wrong = rows.filter(state__in=ANSWERED, has_sheets=False) | rows.exclude(
        state__in=ANSWERED
    ).filter(has_sheets=True)
    for key in wrong.values_list("key", flat=True):
        yield found(key, "评分状态与评分表不符", "its state and its sheets differ")


def _scores(sheet: StageSheet) -> QuerySet[LaneScore] | QuerySet[StageScore]:
    invitation = sheet.invitation
    by_id = invitation.expert.account_id
    if invitation.gate_id is not None:
        return LaneScore.objects.filter(
            gate=invitation.gate_id, contract=sheet.contract_id, by_id=by_id
        )
    return StageScore.objects.filter(report=invitation.report_id, by_id=by_id)


STAGED = (
    Invariant(
        "programmes.stage_scores_are_the_sealed_ones",
        Text("专家得分与封存的评分表一致", "Scores of experts are those that they sealed"),
        broken_seals,
    ),
    Invariant(
        "programmes.stage_sheets_belong_to_answers",
        Text("评分表与邀请答复一致", "Sheets of a stage belong to those who answered"),
        silent_answers,
    ),
)
