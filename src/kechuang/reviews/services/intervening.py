"""Changing a panel by hand: one officer asks with a reason, another approves or refuses."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.accounts.selectors import user_of
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated
from kechuang.reviews.access import can_manage
from kechuang.reviews.models import Assignment, Expert, Intervention, ReviewRound, Submission
from kechuang.reviews.services.conflicts import put_conflict
from kechuang.reviews.services.deciding import NOT_DECIDED, refuse_undecidable
from kechuang.reviews.services.replacing import give_up_seat
from kechuang.reviews.services.rounds import locked_round
from kechuang.reviews.states import AssignmentState, InterventionKind, Phase, UnblindingState

NOT_ASKED = Text("申请未提交", "The request was not made")
SEATED = (Phase.ASSIGNED, Phase.SCORING)
PHASES = {
    InterventionKind.CONFLICT: (Phase.SEALED, *SEATED),
    InterventionKind.ABSENT: SEATED,
    InterventionKind.RECUSED: SEATED,
}


@transaction.atomic
def ask_intervention(
    *,
    by: Actor,
    at: datetime,
    submission: Submission,
    expert: Expert,
    kind: InterventionKind,
    reason: str,
    source: str = "",
) -> Intervention:
    """Ask that a seat be given up, or that a conflict be entered after the sealing.

    Refuses a conflict without evidence, a seat that the expert does not hold, and a second request
    while one waits.
    """
    locked_round(by, submission.round, *PHASES[kind], what=NOT_ASKED)
    _refuse_unfit(submission, expert, kind, source)
    row = Intervention.objects.create(
        submission=submission,
        expert=expert,
        kind=kind,
        reason=stated(NOT_ASKED, reason),
        source=source.strip(),
        asked_by=user_of(by),
        asked_at=at,
        state=UnblindingState.ASKED,
    )
    payload = {"expert": expert.pk, "kind": str(kind), "reason": row.reason, "source": row.source}
    record(by=by, at=at, command="ask_intervention", target=row, payload=payload)
    return row


@transaction.atomic
def approve_intervention(*, by: Actor, at: datetime, asked: Intervention) -> Assignment | None:
    """Do what another officer asked for; the seat's successor, where there is one."""
    row = _waiting(by, asked)
    successor = _perform(by, at, row)
    _decide(by, at, row, UnblindingState.APPROVED, "approve_intervention")
    return successor


@transaction.atomic
def refuse_intervention(
    *, by: Actor, at: datetime, asked: Intervention, reason: str
) -> Intervention:
    """Leave the panel as it is; who asked reads why."""
    row = _waiting(by, asked)
    row.answer = stated(NOT_DECIDED, reason)
    return _decide(by, at, row, UnblindingState.REFUSED, "refuse_intervention")


def _perform(by: Actor, at: datetime, row: Intervention) -> Assignment | None:
    if row.kind == InterventionKind.CONFLICT:
        round_ = locked_round(
            by, row.submission.round, *PHASES[InterventionKind.CONFLICT], what=NOT_DECIDED
        )
        put_conflict(by, at, round_, row.submission, row.expert, row.reason, row.source)
        return None
    seat = Assignment.objects.get(submission=row.submission, expert=row.expert)
    return give_up_seat(by, at, seat, AssignmentState(row.kind), row.reason)


def _waiting(by: Actor, asked: Intervention) -> Intervention:
    review_round = asked.submission.round
    may_decide = by.account_id is not None and can_manage(by, review_round)
    require(may_decide, Text("处理评审席位申请", "decide on a request"))
    ReviewRound.objects.select_for_update().get(pk=review_round.pk)
    row = Intervention.objects.select_related("submission__round", "expert").get(pk=asked.pk)
    refuse_undecidable(by, row)
    return row


def _decide(
    by: Actor, at: datetime, row: Intervention, state: UnblindingState, command: str
) -> Intervention:
    row.state, row.decided_by, row.decided_at = state, user_of(by), at
    row.save()
    payload = {"expert": row.expert_id, "kind": row.kind, "answer": row.answer}
    record(by=by, at=at, command=command, target=row, payload=payload)
    return row


def _refuse_unfit(
    submission: Submission, expert: Expert, kind: InterventionKind, source: str
) -> None:
    is_conflict = kind == InterventionKind.CONFLICT
    seats = Assignment.objects.filter(
        submission=submission, expert=expert, state=AssignmentState.ASSIGNED
    )
    waiting = submission.interventions.filter(expert=expert, kind=kind, state=UnblindingState.ASKED)
    faults = (
        (is_conflict and not source.strip(), "没有写明证据来源", "no evidence is named"),
        (
            not is_conflict and not seats.exists(),
            "该专家不在待评审席位",
            "the expert holds no seat",
        ),
        (waiting.exists(), "已有同样的申请待处理", "the same request waits already"),
    )
    for is_faulty, zh, en in faults:
        if is_faulty:
            raise invalid(NOT_ASKED, zh, en, Text("请核对后重试", "Look again, then retry"))
