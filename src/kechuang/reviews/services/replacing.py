"""Recusal and lateness: the seat is given up, and the same draw names the next."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated, wrong_state
from kechuang.engines.panel import PanelError
from kechuang.reviews.access import can_manage, sits_on
from kechuang.reviews.models import Assignment, ReviewRound, SealedPool
from kechuang.reviews.services.rounds import require_phase
from kechuang.reviews.services.seating import (
    fill_panel,
    give_back_load,
    note_absence,
    record_seat,
)
from kechuang.reviews.states import STANDING, AssignmentState, Obstacle, Phase

NOT_REPLACED = Text("评审人未递补", "The reviewer was not replaced")
RUNNING = (Phase.ASSIGNED, Phase.SCORING)


@transaction.atomic
def recuse_reviewer(
    *, by: Actor, at: datetime, assignment: Assignment, reason: str
) -> Assignment | None:
    """The reviewer steps aside, by own word; the replacement, if there is one.

    A recusal stands even where the pool is exhausted: then the seat stays vacant.
    """
    require(sits_on(by, assignment), Text("办理回避", "recuse a reviewer"))
    return give_up_seat(by, at, assignment, AssignmentState.RECUSED, reason)


@transaction.atomic
def replace_reviewer(
    *, by: Actor, at: datetime, assignment: Assignment, reason: str
) -> Assignment | None:
    """Give up the seat of one whose report is overdue; before, by own word or by two officers."""
    require(can_manage(by, assignment.submission.round), Text("办理递补", "replace a reviewer"))
    if at <= assignment.submission.round.due_at:
        due = timezone.localtime(assignment.submission.round.due_at)
        raise _refused(
            f"{due:%Y-%m-%d %H:%M} 才截止", f"reports are not due before {due:%Y-%m-%d %H:%M}"
        )
    return give_up_seat(by, at, assignment, AssignmentState.LATE, reason)


@transaction.atomic
def fill_vacancy(*, by: Actor, at: datetime, assignment: Assignment) -> Assignment:
    """Try again where nobody was left: loads may have become free since.

    Raises ``PanelError`` when the pool is still exhausted.
    """
    require(can_manage(by, assignment.submission.round), Text("办理递补", "replace a reviewer"))
    row, sealed = _locked(assignment)
    if row.state in STANDING or sealed.submission.absences.filter(member=row.member).exists():
        raise _refused("该席位没有空缺", "the seat is not vacant")
    successor = _succeed(sealed, row, at)
    _record(by, at, row, successor, "fill_vacancy")
    return successor


def give_up_seat(
    by: Actor, at: datetime, assignment: Assignment, cause: AssignmentState, reason: str
) -> Assignment | None:
    """End a seat that nobody has used; the same draw names the next, if anybody is left."""
    reason = stated(NOT_REPLACED, reason)
    row, sealed = _locked(assignment)
    if row.state != AssignmentState.ASSIGNED:
        raise _refused(f"该席位{row.get_state_display()}", f"the seat is {row.state}")
    row.state, row.reason, row.ended_at = cause, reason, at
    row.save(update_fields=["state", "reason", "ended_at"])
    give_back_load(row.member)
    successor: Assignment | None = None
    with suppress(PanelError), transaction.atomic():
        successor = _succeed(sealed, row, at)
    _record(by, at, row, successor, "replace_reviewer")
    return successor


def _locked(assignment: Assignment) -> tuple[Assignment, SealedPool]:
    """The seat as it is now and its pool, with the round locked."""
    review_round = ReviewRound.objects.select_for_update().get(pk=assignment.submission.round_id)
    require_phase(review_round, *RUNNING, what=NOT_REPLACED)
    row = Assignment.objects.select_related("member").get(pk=assignment.pk)
    sealed = SealedPool.objects.select_related("submission").get(submission=row.submission_id)
    sealed.submission.round = review_round
    return row, sealed


def _succeed(sealed: SealedPool, row: Assignment, at: datetime) -> Assignment:
    note_absence(sealed, row.member, Obstacle(row.state), at)
    (successor,) = fill_panel(sealed, at, replaces=row)
    return successor


def _record(
    by: Actor, at: datetime, row: Assignment, successor: Assignment | None, command: str
) -> None:
    payload = {
        "cause": row.state,
        "reason": row.reason,
        "member": row.member.token,
        "successor": successor.member.token if successor else None,
    }
    record(by=by, at=at, command=command, target=row, payload=payload)
    if successor:
        record_seat(by, at, successor)


def _refused(zh: str, en: str) -> Exception:
    return wrong_state(
        NOT_REPLACED, zh, en, Text("请刷新页面核对后再办", "Reload the page and look again")
    )
