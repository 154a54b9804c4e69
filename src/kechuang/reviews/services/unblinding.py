"""Learning whose report it is: asked by one, approved by another, for some hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kechuang.accounts.selectors import user_of
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated
from kechuang.reviews.access import visible
from kechuang.reviews.models import Report, ReviewRound, Unblinding
from kechuang.reviews.phases import Thing
from kechuang.reviews.services.deciding import NOT_DECIDED, refuse_undecidable
from kechuang.reviews.states import UnblindingState

NOT_ASKED = Text("申请未提交", "The request was not made")
USUAL_HOURS, LONGEST_HOURS = 2, 24


@transaction.atomic
def ask_unblinding(
    *, by: Actor, at: datetime, report: Report, reason: str, hours: int = USUAL_HOURS
) -> Unblinding:
    """Ask to learn who wrote a report, after the opening; refuses more than 24 hours."""
    require(_may_take_part(by, report), Text("申请揭示评审人", "ask whose report it is"))
    if not 1 <= hours <= LONGEST_HOURS:
        raise invalid(
            NOT_ASKED,
            f"时长{hours}小时不在1至{LONGEST_HOURS}之间",
            f"{hours} hours are not between 1 and {LONGEST_HOURS}",
            Text("请缩短时长", "Ask for less"),
        )
    row = Unblinding(
        report=report,
        asked_by=user_of(by),
        asked_at=at,
        reason=stated(NOT_ASKED, reason),
        hours=hours,
        state=UnblindingState.ASKED,
    )
    row.save()
    payload = {"report": str(report.key), "reason": row.reason, "hours": hours}
    record(by=by, at=at, command="ask_unblinding", target=row, payload=payload)
    return row


@transaction.atomic
def approve_unblinding(*, by: Actor, at: datetime, asked: Unblinding) -> Unblinding:
    """Let the asker read the reviewer's name for the hours asked; the reviewer sees it at once."""
    row = _waiting(by, asked)
    row.until = at + timedelta(hours=row.hours)
    return _decide(by, at, row, UnblindingState.APPROVED, "approve_unblinding")


@transaction.atomic
def refuse_unblinding(*, by: Actor, at: datetime, asked: Unblinding, reason: str) -> Unblinding:
    """Refuse the request; the asker reads why."""
    row = _waiting(by, asked)
    row.answer = stated(NOT_DECIDED, reason)
    return _decide(by, at, row, UnblindingState.REFUSED, "refuse_unblinding")


def _may_take_part(by: Actor, report: Report) -> bool:
    review_round = report.assignment.submission.round
    return by.account_id is not None and visible(by, review_round, Thing.UNBLINDINGS)


def _waiting(by: Actor, asked: Unblinding) -> Unblinding:
    require(_may_take_part(by, asked.report), Text("处理揭示申请", "decide on an unblinding"))
    round_pk = asked.report.assignment.submission.round_id
    ReviewRound.objects.select_for_update().get(pk=round_pk)
    row = Unblinding.objects.get(pk=asked.pk)
    refuse_undecidable(by, row)
    return row


def _decide(
    by: Actor, at: datetime, row: Unblinding, state: UnblindingState, command: str
) -> Unblinding:
    row.state, row.decided_by, row.decided_at = state, user_of(by), at
    row.save()
    until = row.until.isoformat() if row.until else None
    payload = {"report": str(row.report.key), "until": until, "answer": row.answer}
    record(by=by, at=at, command=command, target=row, payload=payload)
    return row
