"""Copies, reports and unblindings: sealed, unchanged, by two people."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from kechuang.audit.guards import lost_guards
from kechuang.audit.tracing import last_payloads, last_steps
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.panel import LEAST_REPORTS
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text
from kechuang.reviews.guards import APPEND_ONLY, FROZEN, SINGLE
from kechuang.reviews.guards_of_exclusions import APPEND_ONLY as APPEND_ONLY_EXCLUSIONS
from kechuang.reviews.guards_of_stakes import APPEND_ONLY as APPEND_ONLY_STAKES
from kechuang.reviews.models import LeakFinding, Report, ReviewRound, SubmissionFile, Unblinding
from kechuang.reviews.states import AssignmentState, LeakState, Phase, UnblindingState

OPENED = (Phase.OPENED, Phase.CLOSED)
BLINDED = (Phase.ASSIGNED, Phase.SCORING, *OPENED)


def early_openings() -> Iterator[Finding]:
    for round_ in ReviewRound.objects.filter(phase__in=OPENED):
        for one in round_.submissions.prefetch_related("assignments"):
            states = [seat.state for seat in one.assignments.all()]
            reports = states.count(AssignmentState.REPORTED)
            if reports < LEAST_REPORTS or AssignmentState.ASSIGNED in states:
                yield found(
                    f"reviews.submission {one.pk}",
                    f"开封时只有{reports}份意见",
                    f"it was opened with {reports} reports",
                )


def changed_reports() -> Iterator[Finding]:
    told = last_payloads(Report, "submit_report")
    for report in Report.objects.iterator():
        sent = told.get(str(report.pk), {}).get("digest")
        if not sent == report.digest == digest(report.content()):
            yield found(
                f"reviews.report {report.pk}", "与提交时不符", "it is not what was handed in"
            )


def uncopied_originals() -> Iterator[Finding]:
    originals = SubmissionFile.objects.filter(submission__round__phase__in=BLINDED)
    for pk in originals.filter(copies__isnull=True).values_list("pk", flat=True):
        yield found(f"reviews.submissionfile {pk}", "没有匿名副本", "it has no blind copy")
    unsettled = LeakFinding.objects.filter(
        copy__original__submission__round__phase__in=BLINDED, state=LeakState.FLAGGED
    )
    for pk in unsettled.values_list("pk", flat=True):
        yield found(f"reviews.leakfinding {pk}", "疑似泄露未处理", "nobody settled it")


def lonely_unblindings() -> Iterator[Finding]:
    approved = Unblinding.objects.filter(state=UnblindingState.APPROVED)
    alone = Q(decided_by__isnull=True) | Q(decided_by=F("asked_by")) | Q(reason="")
    for pk in approved.filter(alone).values_list("pk", flat=True):
        yield found(f"reviews.unblinding {pk}", "没有经过两个人", "two people did not decide it")


def unstepped_rounds() -> Iterator[Finding]:
    steps = last_steps(ReviewRound)
    for pk, phase in ReviewRound.objects.values_list("pk", "phase"):
        if steps.get(str(pk)) != phase:
            yield found(
                f"reviews.reviewround {pk}", "阶段与审计链不符", "the chain tells another phase"
            )


def open_tables() -> Iterator[Finding]:
    tables = (*APPEND_ONLY, *APPEND_ONLY_EXCLUSIONS, *APPEND_ONLY_STAKES)
    yield from lost_guards(tables, FROZEN, SINGLE)


JUDGING = (
    Invariant(
        "reviews.openings_have_three_reports",
        Text(
            "开封时每项都有至少三份意见，无人待交",
            "Opened rounds have three reports each and wait for none",
        ),
        early_openings,
    ),
    Invariant(
        "reviews.reports_are_as_handed_in",
        Text("评分和意见与提交时一字不差", "Every report is exactly what was handed in"),
        changed_reports,
    ),
    Invariant(
        "reviews.originals_have_blind_copies",
        Text(
            "分派后每份材料都有匿名副本，线索都已处理",
            "Assigned rounds have a copy of every original and no finding left",
        ),
        uncopied_originals,
    ),
    Invariant(
        "reviews.unblindings_have_two_people",
        Text("揭示评审人都经两个人并写明理由", "Every unblinding has two people and a reason"),
        lonely_unblindings,
    ),
    Invariant(
        "reviews.phases_are_as_stepped",
        Text("各轮阶段与审计链一致", "Every round is in the phase the chain tells of"),
        unstepped_rounds,
    ),
    Invariant(
        "reviews.guards_stand",
        Text("数据库的守卫都在", "Every guard of the database stands"),
        open_tables,
    ),
)
