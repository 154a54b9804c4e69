"""Ruling whom an applicant means by an exclusion that names nobody of the register for certain."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, briefly_stated, wrong_state
from kechuang.reviews.models import (
    Exclusion,
    ExclusionRuling,
    Expert,
    NamedExclusion,
    ReviewRound,
)
from kechuang.reviews.selectors.exclusions import open_exclusions
from kechuang.reviews.services.rounds import locked_round
from kechuang.reviews.states import Phase

NOT_RULED = Text("回避请求未核定", "The request was not settled")
RULE_FIRST = Text(
    "请在“回避请求”页逐条核定是哪位专家，或库中没有此人",
    "Settle each on the page of requests: which expert is meant, or nobody of the register",
)


@transaction.atomic
def rule_on_exclusion(
    *, by: Actor, at: datetime, named: NamedExclusion, expert: Expert | None, reason: str
) -> ExclusionRuling:
    """Settle who is meant, once, before the pools are sealed; ``expert`` None: nobody of the
    register. Whoever is meant does not judge the submission."""
    row = locked_round(by, named.submission.round, Phase.PREPARING, what=NOT_RULED)
    reason = briefly_stated(NOT_RULED, reason)
    if not open_exclusions(row).filter(pk=named.pk).exists():
        raise wrong_state(NOT_RULED, "这条请求已经核定", "it was settled before")
    ruling = ExclusionRuling(
        named=named,
        expert=expert,
        reason=reason,
        ruled_by_id=by.account_id,
        ruled_by_name=by.name,
        ruled_at=at,
    )
    ruling.save()
    if expert is not None:
        _exclude(named, expert)
    payload = {"named": named.pk, "expert": expert.pk if expert else None, "reason": reason}
    record(by=by, at=at, command="rule_on_exclusion", target=named.submission, payload=payload)
    return ruling


def refuse_unruled(what: Text, review_round: ReviewRound) -> None:
    """Nobody is drawn while a request is open."""
    if count := open_exclusions(review_round).count():
        zh, en = f"还有 {count} 条回避请求没有核定", f"{count} requests for exclusion are open"
        raise wrong_state(what, zh, en, RULE_FIRST)


def _exclude(named: NamedExclusion, expert: Expert) -> None:
    if not Exclusion.objects.filter(submission=named.submission, expert=expert).exists():
        Exclusion(submission=named.submission, expert=expert, reason=named.reason).save()
