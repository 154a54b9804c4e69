"""Who may be in the pool of a round at all."""

from __future__ import annotations

from django.db.models import QuerySet

from kechuang.base.identifiers import is_discipline_under
from kechuang.reviews.models import Expert, ReviewRound
from kechuang.reviews.states import ExpertState


def candidates_of(review_round: ReviewRound) -> QuerySet[Expert]:
    """Confirmed experts with a field among the round's disciplines (none named: of every field)."""
    confirmed = Expert.objects.filter(state=ExpertState.CONFIRMED).order_by("pk")
    if not review_round.fields:
        return confirmed
    fitting = [
        pk
        for pk, fields in confirmed.values_list("pk", "fields")
        if _fits(fields, review_round.fields)
    ]
    return confirmed.filter(pk__in=fitting)


def _fits(fields: list[str], wanted: list[str]) -> bool:
    return any(is_discipline_under(field, each) for field in fields for each in wanted)
