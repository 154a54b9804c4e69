"""What must hold of corrections and appeals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import F, Q

from kechuang.appeals.guards import ENDED, FROZEN
from kechuang.appeals.models import Appeal, Correction
from kechuang.appeals.selectors import starter_of
from kechuang.audit.guards import lost_guards
from kechuang.audit.tracing import unrecorded
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.cases.models import StepTaken
from kechuang.engines.wording import Text

DECIDED = ("uphold", "dismiss")


def ended_otherwise() -> Iterator[Finding]:
    """They end with their case; a corrected fact is another statement of the same source."""
    apart = Q(case__is_closed=True, ended_at=None)
    apart |= Q(case__is_closed=False, ended_at__isnull=False)
    for model in (Correction, Appeal):
        for row in model._default_manager.filter(apart).select_related("case"):
            yield found(row.case.number, "与其事项的办结不一致", "it did not end with its case")
    corrected = Correction.objects.select_related("case")
    same = Q(
        corrected__party=F("fact__party"),
        corrected__name=F("fact__name"),
        corrected__period=F("fact__period"),
        corrected__source=F("fact__source"),
    )
    unlike = Q(case__state="corrected") & (Q(corrected=None) | ~same)
    unlike |= Q(corrected__isnull=False) & ~Q(case__state="corrected")
    for row in corrected.filter(unlike):
        yield found(row.case.number, "更正与数据不一致", "it is not what was corrected")
    unlike = Q(case__state="upheld", renewed=None)
    unlike |= Q(renewed__isnull=False) & ~Q(case__state="upheld")
    for row in Appeal.objects.filter(unlike).select_related("case"):
        yield found(row.case.number, "成立与重新计算不一致", "upheld without an answer anew")


def answered_for_oneself() -> Iterator[Finding]:
    ended = Appeal.objects.filter(ended_at__isnull=False)
    for appeal in ended.select_related("case", "entitlement__run"):
        starter = starter_of(appeal.entitlement.run)
        steps = StepTaken.objects.filter(case=appeal.case_id, event__in=DECIDED)
        if starter is not None and steps.filter(by_id=starter).exists():
            yield found(
                appeal.case.number, "由发起计算的人答复", "answered by who started the sweep"
            )


def untold() -> Iterator[Finding]:
    yield from unrecorded(Correction.objects.all(), "start_correction")
    yield from unrecorded(Correction.objects.filter(ended_at__isnull=False), "end_correction")
    yield from unrecorded(Appeal.objects.all(), "start_appeal")
    yield from unrecorded(Appeal.objects.filter(ended_at__isnull=False), "end_appeal")


INVARIANTS = (
    Invariant(
        "appeals.end_with_their_cases",
        Text(
            "更正与申诉随其事项办结，更正的是同一来源的同一项数据",
            "Corrections and appeals end with their cases, by a statement or an answer anew",
        ),
        ended_otherwise,
    ),
    Invariant(
        "appeals.answered_by_another",
        Text(
            "申诉由发起该次计算以外的人答复",
            "Appeals are answered by somebody else than who started the sweep",
        ),
        answered_for_oneself,
    ),
    Invariant(
        "appeals.are_on_the_chain",
        Text("每项更正与申诉都在审计链上", "Corrections and appeals are on the chain"),
        untold,
    ),
    Invariant(
        "appeals.guards_stand",
        Text("更正与申诉各表的数据库保护都在", "The database's guards of appeals stand"),
        partial(lost_guards, (), FROZEN, ENDED),
    ),
)
