"""Requests for exclusion: which are open, and who may be meant by their words."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kechuang.base.actors import Actor
from kechuang.reviews.access import oversees
from kechuang.reviews.models import Exclusion, Expert, NamedExclusion, ReviewRound
from kechuang.reviews.phases import Thing
from kechuang.reviews.selectors.facts.names import spellings

MOST_NAMED = 12


def open_exclusions(review_round: ReviewRound) -> QuerySet[NamedExclusion]:
    """Those on which nobody has ruled."""
    rows = NamedExclusion.objects.filter(submission__round=review_round, ruling__isnull=True)
    return rows.select_related("submission__round")


def named_exclusions_seen_by(actor: Actor, review_round: ReviewRound) -> list[NamedExclusion]:
    """All in words, with their rulings; for officers and auditors."""
    if not oversees(actor, review_round, Thing.CONFLICTS):
        return []
    rows = NamedExclusion.objects.filter(submission__round=review_round)
    shown = rows.select_related("submission", "ruling__expert")
    return list(shown.order_by("submission__label", "pk"))


def exclusions_seen_by(actor: Actor, review_round: ReviewRound) -> list[Exclusion]:
    """Everybody who does not judge at an applicant's request; for officers and auditors."""
    if not oversees(actor, review_round, Thing.CONFLICTS):
        return []
    rows = Exclusion.objects.filter(submission__round=review_round)
    return list(rows.select_related("submission", "expert").order_by("submission__label", "pk"))


def possible_experts(named: NamedExclusion) -> list[Expert]:
    """Bearers of the name, whatever their unit, then those at the unit."""
    by_name = Expert.objects.filter(name__in=spellings(named.name.strip()))
    units = spellings(named.unit.strip()) if named.unit.strip() else set()
    at_unit = Expert.objects.filter(
        Q(posts__unit_name__in=units)
        | Q(posts__party__name__in=units)
        | Q(account__memberships__party__name__in=units)
    )
    found = [*by_name.order_by("pk"), *at_unit.distinct().order_by("name", "pk")]
    return list(dict.fromkeys(found))[:MOST_NAMED]
