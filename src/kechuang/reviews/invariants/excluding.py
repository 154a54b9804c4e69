"""Whom applicants asked not to be judged by: every request kept, ruled on, and heeded."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q

from kechuang.audit.models import Event
from kechuang.audit.tracing import last_payloads
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.reviews.models import (
    Assignment,
    Exclusion,
    ExclusionRuling,
    NamedExclusion,
    Submission,
)
from kechuang.reviews.states import STANDING, Phase

SEALED = tuple(phase for phase in Phase if phase != Phase.PREPARING)


def lost_requests() -> Iterator[Finding]:
    """Submissions with other requests than the chain tells of: sent with them, or ruled."""
    told = last_payloads(Submission, "enter_submission")
    rows = Submission.objects.prefetch_related("exclusions", "named_exclusions__ruling")
    for one in rows.iterator(chunk_size=500):
        named = list(one.named_exclusions.all())
        ruled = {each.ruling.expert_id for each in named if hasattr(each, "ruling")} - {None}
        kept = {each.expert_id for each in one.exclusions.all()}
        sent = told.get(str(one.pk), {})
        asked = set(sent.get("experts", kept - ruled))
        if sent.get("in_words", len(named)) != len(named) or kept != asked | ruled:
            yield found(
                f"reviews.submission {one.pk}",
                "回避请求与送审和核定时不符",
                "its requests for exclusion are not those it came with, as ruled",
            )


def unruled_requests() -> Iterator[Finding]:
    """Requests in words that were open when the pools were sealed, or not ruled as is told."""
    open_ones = NamedExclusion.objects.filter(
        submission__round__phase__in=SEALED, ruling__isnull=True
    )
    for pk in open_ones.values_list("pk", flat=True):
        yield found(f"reviews.namedexclusion {pk}", "未核定即封存名单", "nobody ruled on it")
    told = _told_rulings()
    for ruling in ExclusionRuling.objects.iterator():
        if told.pop(ruling.named_id, None) != (ruling.expert_id, ruling.reason):
            yield found(
                f"reviews.exclusionruling {ruling.pk}",
                "与核定时不符",
                "it is not what was ruled",
            )
    for named in sorted(told):
        yield found(f"reviews.namedexclusion {named}", "核定已丢失", "its ruling is lost")


def _told_rulings() -> dict[int, tuple[int | None, str]]:
    told = Event.objects.filter(command="rule_on_exclusion", kept__isnull=False)
    payloads = told.values_list("kept__payload", flat=True)
    return {one["named"]: (one["expert"], one["reason"]) for one in payloads.iterator()}


def unheeded_requests() -> Iterator[Finding]:
    """Rulings whose expert is not excluded, and excluded experts who sit on the panel."""
    excluded = Exclusion.objects.filter(
        submission=OuterRef("named__submission"), expert=OuterRef("expert")
    )
    ruled = ExclusionRuling.objects.filter(expert__isnull=False)
    for pk in ruled.filter(~Exists(excluded)).values_list("pk", flat=True):
        yield found(f"reviews.exclusionruling {pk}", "专家未被回避", "its expert is not excluded")
    asked = Exclusion.objects.filter(submission=OuterRef("submission"), expert=OuterRef("expert"))
    seats = Assignment.objects.filter(Exists(asked), state__in=STANDING)
    for pk in seats.values_list("pk", flat=True):
        yield found(f"reviews.assignment {pk}", "申请人已请求回避", "the applicant excluded them")


def many_exclusions() -> Iterator[Finding]:
    """A request in words counts once, as who was found to be meant or by itself."""
    nobody = Q(named_exclusions__ruling__expert__isnull=True)
    counted = Submission.objects.select_related("round").annotate(
        known=Count("exclusions", distinct=True),
        in_words=Count("named_exclusions", filter=nobody, distinct=True),
    )
    for one in counted:
        if one.known + one.in_words > one.round.most_exclusions:
            yield found(
                f"reviews.submission {one.pk}", "请求回避的专家过多", "too many are excluded"
            )


EXCLUDING = (
    Invariant(
        "reviews.exclusions_are_few",
        Text("请求回避的专家不超过规定人数", "No applicant excludes more than the round allows"),
        many_exclusions,
    ),
    Invariant(
        "reviews.exclusions_are_as_sent",
        Text("回避请求一条不少", "No request for exclusion is lost"),
        lost_requests,
    ),
    Invariant(
        "reviews.exclusions_are_ruled_on",
        Text(
            "封存名单前每条文字回避请求都已核定，核定与审计链一致",
            "Requests in words are ruled on before the pools are sealed, as the chain tells",
        ),
        unruled_requests,
    ),
    Invariant(
        "reviews.excluded_experts_do_not_judge",
        Text("请求回避的专家没有评审", "Nobody judges whom the applicant excluded"),
        unheeded_requests,
    ),
)
