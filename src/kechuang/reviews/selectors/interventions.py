"""What officers asked to have done to panels by hand."""

from __future__ import annotations

from kechuang.base.actors import Actor
from kechuang.reviews.access import can_manage, oversees
from kechuang.reviews.models import Intervention, ReviewRound
from kechuang.reviews.phases import Thing


def interventions_seen_by(actor: Actor, review_round: ReviewRound) -> list[Intervention]:
    """Every request of the round, the newest first, for officer and auditor."""
    if not oversees(actor, review_round, Thing.CONFLICTS):
        return []
    rows = Intervention.objects.filter(submission__round=review_round)
    return list(rows.select_related("submission", "expert", "asked_by", "decided_by"))


def find_intervention(actor: Actor, pk: int) -> Intervention:
    """One of a round that the actor runs; else ``Intervention.DoesNotExist``."""
    row = Intervention.objects.select_related("submission__round", "expert").get(pk=pk)
    if not can_manage(actor, row.submission.round):
        raise Intervention.DoesNotExist
    return row
