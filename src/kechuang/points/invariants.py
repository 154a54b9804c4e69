"""What must hold of snapshots, standings and appeals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import Count, F, Q

from kechuang.audit.guards import lost_guards
from kechuang.audit.tracing import last_payloads, unrecorded
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.points.freezing import digest_of, unpacked
from kechuang.points.guards import ANSWERED_ONCE, APPEND_ONLY, FROZEN
from kechuang.points.models import Appeal, Snapshot, Standing
from kechuang.points.states import Outcome

TOLD = ("scheme_digest", "firms", "inputs_digest", "results_digest")


def told_otherwise() -> Iterator[Finding]:
    said = last_payloads(Snapshot, "take_snapshot")
    for snapshot in Snapshot.objects.defer("inputs", "scores"):
        event = said.get(str(snapshot.pk), {})
        if any(event.get(name) != getattr(snapshot, name) for name in TOLD):
            yield found(snapshot, "与封存时的事件不符", "it was frozen otherwise")


def unlike_their_digests() -> Iterator[Finding]:
    for snapshot in Snapshot.objects.iterator(chunk_size=1):
        rows = snapshot.standings.order_by("number")
        evidence = [unpacked(one) for one in rows.values_list("evidence", flat=True)]
        kept = unpacked(snapshot.scores)["firms"]
        results, inputs = digest_of([kept, evidence]), digest_of(unpacked(snapshot.inputs))
        if (inputs, results) != (snapshot.inputs_digest, snapshot.results_digest):
            yield found(snapshot, "内容与摘要不符", "its contents are not those of its digests")


def unlike_their_scores() -> Iterator[Finding]:
    for snapshot in Snapshot.objects.defer("inputs").iterator(chunk_size=1):
        kept = [one["total"] for one in unpacked(snapshot.scores)["firms"]]
        rows = snapshot.standings.order_by("number").values_list("low", "high")
        if [list(row) for row in rows] != kept:
            yield found(snapshot, "企业得分与封存的不符", "points of firms differ from the frozen")


def misplaced_firms() -> Iterator[Finding]:
    """As many firms have more proven points as stand before a firm."""
    for snapshot in Snapshot.objects.defer("inputs", "scores"):
        before = 0
        rows = snapshot.standings.order_by("-low").values("low").annotate(n=Count("pk"))
        for row in rows:
            wrong = snapshot.standings.filter(low=row["low"]).exclude(proven_place=before + 1)
            before += row["n"]
            for standing in wrong.defer("evidence"):
                yield found(standing, "名次与得分不符", "its place is not that of its points")


def lopsided_answers() -> Iterator[Finding]:
    half = Q(outcome="") & Q(answered_at__isnull=False)
    half |= ~Q(outcome="") & (Q(answered_by=None) | Q(reason=""))
    unlike = Q(outcome=Outcome.UPHELD, renewed=None) | Q(outcome="dismissed", renewed__isnull=False)
    own = Q(answered_by=F("standing__snapshot__made_by")) | Q(answered_by=F("asked_by"))
    for appeal in Appeal.objects.filter(half | unlike | own):
        yield found(
            f"#{appeal.pk}", "复核答复不完整或由当事人作出", "answered in part, or by a party"
        )


def unrecorded_appeals() -> Iterator[Finding]:
    yield from unrecorded(Appeal.objects.all(), "lodge_points_appeal")
    yield from unrecorded(Appeal.objects.exclude(outcome=""), "answer_points_appeal")


def miscounted_firms() -> Iterator[Finding]:
    counted = Snapshot.objects.annotate(n=Count("standings")).exclude(n=F("firms"))
    for snapshot in counted.defer("inputs", "scores"):
        yield found(snapshot, "企业数与封存的不符", "it has other firms than were frozen")
    odd = Standing.objects.exclude(party__kind="enterprise")
    for standing in odd.defer("evidence"):
        yield found(standing, "不是企业", "it is no enterprise")


INVARIANTS = (
    Invariant(
        "points.snapshots_are_as_they_were_frozen",
        Text("每个快照与封存时的事件一致", "Every snapshot is as its event tells"),
        told_otherwise,
    ),
    Invariant(
        "points.contents_have_their_digests",
        Text("快照的输入与结果和摘要一致", "Inputs and results of snapshots have their digests"),
        unlike_their_digests,
    ),
    Invariant(
        "points.points_are_those_frozen",
        Text("每家企业的得分与封存的一致", "Every firm's points are those that were frozen"),
        unlike_their_scores,
    ),
    Invariant(
        "points.places_follow_from_points",
        Text("名次由得分决定", "Places follow from points"),
        misplaced_firms,
    ),
    Invariant(
        "points.every_firm_is_there_once",
        Text("快照中的企业与封存时相同", "Snapshots hold the firms that were frozen"),
        miscounted_firms,
    ),
    Invariant(
        "points.appeals_are_answered_by_another",
        Text(
            "复核由封存人和申请人以外的人答复，成立的有新快照",
            "Appeals are answered by somebody else; an upheld one has a new snapshot",
        ),
        lopsided_answers,
    ),
    Invariant(
        "points.appeals_are_on_the_chain",
        Text("每项复核及其答复都在审计链上", "Appeals and their answers are on the chain"),
        unrecorded_appeals,
    ),
    Invariant(
        "points.guards_stand",
        Text("数据库拒绝修改快照、改答复核", "The database refuses to change what is frozen"),
        partial(lost_guards, APPEND_ONLY, FROZEN, (ANSWERED_ONCE,)),
    ),
)
