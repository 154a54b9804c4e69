"""One thing by its code, label or key; what is closed to the actor is not there."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.reviews.access import can_manage, oversees, reachable, seats_of, visible
from kechuang.reviews.models import Assignment, Report, ReviewRound, Submission, SubmissionFile
from kechuang.reviews.phases import TABLE, Standing, Thing
from kechuang.reviews.selectors.rounds import originals_of


def find_round(actor: Actor, code: str, thing: Thing = Thing.ROUND) -> ReviewRound:
    """Raises ``ReviewRound.DoesNotExist`` alike for no such round and for a closed ``thing``."""
    row = ReviewRound.objects.get(code=code)
    if not visible(actor, row, thing):
        raise ReviewRound.DoesNotExist
    return row


def find_overseen_round(actor: Actor, code: str, thing: Thing) -> ReviewRound:
    """For officers and auditors; as ``find_round`` otherwise."""
    row = ReviewRound.objects.get(code=code)
    if not oversees(actor, row, thing):
        raise ReviewRound.DoesNotExist
    return row


def find_managed_round(actor: Actor, code: str) -> ReviewRound:
    """For officers alone; as ``find_round`` otherwise."""
    row = ReviewRound.objects.get(code=code)
    if not can_manage(actor, row):
        raise ReviewRound.DoesNotExist
    return row


def find_submission(actor: Actor, code: str, label: str) -> Submission:
    """Raises ``Submission.DoesNotExist`` alike for no such label and for a closed one."""
    found = Submission.objects.select_related("round").get(round__code=code, label=label)
    return reachable(actor, found.round, Thing.ROUND).select_related("round").get(pk=found.pk)


def find_original(actor: Actor, submission: Submission, number: int) -> SubmissionFile:
    """A sealed original, for the officer; else ``SubmissionFile.DoesNotExist``."""
    for one in originals_of(actor, submission):
        if one.number == number:
            return one
    raise SubmissionFile.DoesNotExist


def find_own_seat(actor: Actor, key: UUID) -> Assignment:
    """A standing seat of the actor's own."""
    return seats_of(actor).select_related("submission__round", "member").get(key=key)


def find_managed_seat(actor: Actor, key: UUID) -> Assignment:
    """Any seat of a round whose panels the actor runs."""
    seat = Assignment.objects.select_related("submission__round", "expert", "member").get(key=key)
    review_round = seat.submission.round
    if not (can_manage(actor, review_round) and oversees(actor, review_round, Thing.PANELS)):
        raise Assignment.DoesNotExist
    return seat


def find_report(actor: Actor, key: UUID) -> Report:
    """A report of an opened round, for those who take part in unblinding."""
    row = Report.objects.select_related("assignment__submission__round").get(key=key)
    if not visible(actor, row.assignment.submission.round, Thing.UNBLINDINGS):
        raise Report.DoesNotExist
    return row


def published_rounds() -> QuerySet[ReviewRound]:
    """Rounds of which anybody may read the commitments."""
    phases = TABLE[Standing.ANYBODY][Thing.COMMITMENTS]
    return ReviewRound.objects.filter(phase__in=phases)
