"""Reports and notes after the opening, and one's own before; whose they are is told apart."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kechuang.base.actors import Actor
from kechuang.reviews.access import reaches, seats_of, visible
from kechuang.reviews.models import (
    Assignment,
    ConsensusNote,
    Report,
    ReviewRound,
    Submission,
    Unblinding,
)
from kechuang.reviews.phases import Thing
from kechuang.reviews.selectors.own_order import in_own_order
from kechuang.reviews.states import AssignmentState


@dataclass(frozen=True)
class ShownReport:
    """A report without its author; ``reviewer`` only while an unblinding is open to the viewer."""

    key: uuid.UUID
    marks: dict[str, int]
    comments: dict[str, str]
    opinion: str
    reviewer: str
    is_own: bool


def reports_of(actor: Actor, submission: Submission, *, at: datetime) -> list[ShownReport]:
    """Before the opening nobody's, not even for officers; then in the viewer's own order."""
    if not reaches(actor, submission, Thing.REPORTS):
        return []
    rows = Report.objects.filter(
        assignment__submission=submission, assignment__state=AssignmentState.REPORTED
    )
    names = open_names(actor, submission, at=at)
    mine = set(seats_of(actor).filter(submission=submission).values_list("pk", flat=True))
    shown = [_shown(row, names.get(row.pk, ""), row.assignment_id in mine) for row in rows]
    return in_own_order(shown, actor=actor, review_round=submission.round, key=lambda row: row.key)


def own_report(actor: Actor, assignment: Assignment) -> Report | None:
    """What the actor handed in for this seat."""
    review_round = assignment.submission.round
    is_open = visible(actor, review_round, Thing.OWN_REPORT)
    if not is_open or not seats_of(actor).filter(pk=assignment.pk).exists():
        return None
    return Report.objects.filter(assignment=assignment).first()


def notes_of(actor: Actor, submission: Submission) -> list[ConsensusNote]:
    """What the panel said together."""
    return list(submission.notes.all()) if reaches(actor, submission, Thing.NOTES) else []


def open_names(actor: Actor, submission: Submission, *, at: datetime) -> dict[int, str]:
    """Names of reviewers by report, as far as the actor was allowed to learn them just now."""
    asked = Unblinding.objects.filter(
        report__assignment__submission=submission, asked_by_id=actor.account_id, until__gt=at
    ).select_related("report__assignment__expert")
    return {one.report_id: one.report.assignment.expert.name for one in asked}


def unblindings_seen_by(actor: Actor, review_round: ReviewRound) -> list[Unblinding]:
    """Every request for officer and auditor; approved ones for the reviewer they were about."""
    rows = Unblinding.objects.filter(report__assignment__submission__round=review_round)
    if visible(actor, review_round, Thing.UNBLINDINGS):
        return list(rows.select_related("asked_by", "decided_by"))
    mine = rows.filter(report__assignment__expert__account_id=actor.account_id, until__isnull=False)
    return list(mine.select_related("asked_by", "decided_by")) if actor.account_id else []


def _shown(row: Report, reviewer: str, is_own: bool) -> ShownReport:
    plain: dict[str, Any] = {
        name: getattr(row, name) for name in ("key", "marks", "comments", "opinion")
    }
    return ShownReport(**plain, reviewer=reviewer, is_own=is_own)
