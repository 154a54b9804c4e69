"""What must hold of runs and their parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Exists, OuterRef, Q

from kechuang.audit.tracing import last_payloads
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.seal import digest
from kechuang.engines.wording import Text
from kechuang.runs.models import Part, Run, RunState


def uncovered_items() -> Iterator[Finding]:
    parts = Part.objects.order_by("run_id", "kind", "first")
    for (run, kind), of_kind in groupby(
        parts.iterator(), key=lambda part: (part.run_id, part.kind)
    ):
        expected = 0
        for part in of_kind:
            if part.first != expected or part.last <= part.first:
                yield found(
                    f"#{run} {kind}",
                    f"第 {expected} 项起不连续",
                    f"not continuous from item {expected}",
                )
            expected = part.last


def half_sealed_runs() -> Iterator[Finding]:
    open_parts = Exists(Part.objects.filter(run=OuterRef("pk"), result_digest=""))
    is_unsealed = Q(result_digest="") | Q(completed_at__isnull=True) | Q(open_parts=True)
    is_sealed = ~Q(result_digest="") | Q(completed_at__isnull=False)
    wrong = Q(state=RunState.COMPLETED) & is_unsealed | Q(state=RunState.PREPARED) & is_sealed
    for run in Run.objects.annotate(open_parts=open_parts).filter(wrong):
        yield found(f"#{run.pk}", "状态与封存内容不符", "its state and its seal disagree")


def wrong_digests() -> Iterator[Finding]:
    for run in Run.objects.filter(state=RunState.COMPLETED):
        parts = run.parts.order_by("kind", "first").values_list("kind", "first", "result_digest")
        if run.result_digest != digest([[kind, str(first), told] for kind, first, told in parts]):
            yield found(
                f"#{run.pk}", "结果摘要不是由各分片算出的", "the digest is not that of its parts"
            )


def sealed_otherwise() -> Iterator[Finding]:
    told = last_payloads(Run, "complete_run")
    for run in Run.objects.filter(state=RunState.COMPLETED):
        kept = {"inputs": run.inputs_digest, "result": run.result_digest, "counts": run.counts}
        if told.get(str(run.pk)) != kept:
            yield found(f"#{run.pk}", "与封存时的事件不符", "it was sealed otherwise")


INVARIANTS = (
    Invariant(
        "runs.parts_cover_their_run",
        Text(
            "每次计算的分片首尾相接，无遗漏",
            "The parts of every run follow each other without gaps",
        ),
        uncovered_items,
    ),
    Invariant(
        "runs.sealed_means_complete",
        Text(
            "已封存的计算没有未算的分片，未封存的没有结果摘要",
            "Sealed runs have no open part, others no seal",
        ),
        half_sealed_runs,
    ),
    Invariant(
        "runs.results_are_those_of_the_parts",
        Text("结果摘要由各分片的摘要算出", "Every result digest is that of the parts"),
        wrong_digests,
    ),
    Invariant(
        "runs.seals_are_on_the_chain",
        Text("封存的摘要与数量同审计链一致", "Every seal is as the chain tells"),
        sealed_otherwise,
    ),
)
