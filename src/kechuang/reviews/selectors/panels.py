"""Panels, conflicts, pools and progress."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.base.actors import Actor
from kechuang.reviews.access import oversees, reaches, seats_of, visible
from kechuang.reviews.models import Assignment, ConflictRecord, PoolMember, ReviewRound, Submission
from kechuang.reviews.phases import Thing
from kechuang.reviews.selectors.own_order import in_own_order
from kechuang.reviews.states import AssignmentState


@dataclass(frozen=True)
class Progress:
    """Seats of one submission; who has reported is not told, only how many."""

    label: str
    reported: int
    outstanding: int
    vacant: int


def own_assignments(actor: Actor, review_round: ReviewRound) -> list[Assignment]:
    """What the actor is to judge, in an order of the actor's own."""
    if not visible(actor, review_round, Thing.ROUND):
        return []
    mine = (
        seats_of(actor).filter(submission__round=review_round).select_related("submission__round")
    )
    return in_own_order(
        mine, actor=actor, review_round=review_round, key=lambda row: row.submission.label
    )


def panel_of(actor: Actor, submission: Submission) -> list[Assignment]:
    """Every seat with its expert, past ones too; never for a reviewer or an applicant."""
    if not reaches(actor, submission, Thing.PANELS):
        return []
    return list(submission.assignments.select_related("expert", "member").order_by("pk"))


def conflicts_seen_by(actor: Actor, review_round: ReviewRound) -> list[ConflictRecord]:
    """Every conflict on record with reason and source."""
    if not oversees(actor, review_round, Thing.CONFLICTS):
        return []
    return list(review_round.conflicts.select_related("submission", "expert"))


def pool_seen_by(actor: Actor, review_round: ReviewRound) -> list[PoolMember]:
    """Who may be drawn, with the load of each."""
    if not oversees(actor, review_round, Thing.POOL):
        return []
    return list(review_round.members.select_related("expert").order_by("expert__name", "pk"))


def progress_of(actor: Actor, review_round: ReviewRound) -> list[Progress]:
    """How far each panel is."""
    if not oversees(actor, review_round, Thing.PROGRESS):
        return []
    rows = review_round.submissions.prefetch_related("assignments")
    found = [_progress(row, review_round.reports_wanted) for row in rows]
    return in_own_order(found, actor=actor, review_round=review_round, key=lambda row: row.label)


def _progress(row: Submission, wanted: int) -> Progress:
    states = [seat.state for seat in row.assignments.all()]
    reported = states.count(AssignmentState.REPORTED)
    outstanding = states.count(AssignmentState.ASSIGNED)
    return Progress(row.label, reported, outstanding, max(wanted - reported - outstanding, 0))
