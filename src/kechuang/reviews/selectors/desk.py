"""A reviewer's desk: every standing seat, whatever the round, and what became of one's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kechuang.base.actors import Actor
from kechuang.reviews.models import Assignment, Unblinding
from kechuang.reviews.selectors.panels import own_assignments
from kechuang.reviews.selectors.reports import unblindings_seen_by
from kechuang.reviews.selectors.rounds import rounds_seen_by
from kechuang.reviews.states import AssignmentState, Phase


@dataclass(frozen=True)
class Duty:
    """One seat: ``is_due`` while a report can be handed in, ``left`` until it is due."""

    seat: Assignment
    is_due: bool
    left: timedelta

    @property
    def is_overdue(self) -> bool:
        return self.is_due and self.left < timedelta(0)


def duties_of(actor: Actor, *, at: datetime) -> list[Duty]:
    """What is open first and soonest due, then the rest."""
    seats = [seat for row in rounds_seen_by(actor) for seat in own_assignments(actor, row)]
    return sorted(
        (_duty(seat, at) for seat in seats), key=lambda duty: (not duty.is_due, duty.left)
    )


def own_unblindings(actor: Actor) -> list[Unblinding]:
    """Who was allowed to learn the actor's name, where the actor is the reviewer."""
    rounds = {
        seat.submission.round
        for row in rounds_seen_by(actor)
        for seat in own_assignments(actor, row)
    }
    found = [one for row in rounds for one in unblindings_seen_by(actor, row)]
    return [one for one in found if one.report.assignment.expert.account_id == actor.account_id]


def _duty(seat: Assignment, at: datetime) -> Duty:
    review_round = seat.submission.round
    is_due = seat.state == AssignmentState.ASSIGNED and review_round.phase == Phase.SCORING
    return Duty(seat, is_due, review_round.due_at - at)
