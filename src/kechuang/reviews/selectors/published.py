"""What anybody may check: commitments before the draw, the whole record after the round."""

from __future__ import annotations

from typing import Any

from kechuang.base.actors import Actor
from kechuang.engines.panel import outsider_script
from kechuang.reviews.access import visible
from kechuang.reviews.models import ReviewRound, SealedPool
from kechuang.reviews.phases import Thing
from kechuang.reviews.selectors.draws import draw_record
from kechuang.reviews.states import Method

PROGRAM = "repeat_draw.py"


def commitments_of(actor: Actor, review_round: ReviewRound) -> dict[str, str]:
    """The commitment of each label, in the order of the labels."""
    if not visible(actor, review_round, Thing.COMMITMENTS):
        return {}
    pools = SealedPool.objects.filter(submission__round=review_round).order_by("submission__label")
    return dict(pools.values_list("submission__label", "commitment"))


def draw_files(actor: Actor, review_round: ReviewRound) -> dict[str, str | dict[str, Any]]:
    """File names and contents: a record per label, and the program that repeats each draw.

    ``python repeat_draw.py <label>.json`` needs nothing of this platform. Empty while it is sealed
    and for rounds assigned by expertise, whose panels no lot made.
    """
    if not visible(actor, review_round, Thing.DRAW_RECORD) or review_round.method != Method.DRAW:
        return {}
    pools = SealedPool.objects.filter(submission__round=review_round).select_related(
        "submission__round"
    )
    records = {f"{pool.submission.label}.json": draw_record(pool) for pool in pools}
    return {PROGRAM: outsider_script(), **dict(sorted(records.items()))}
