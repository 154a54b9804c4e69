"""What must hold of matches and of the decisions about them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Exists, OuterRef

from kechuang.audit.tracing import events_about
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.demands.models import Demand
from kechuang.engines.wording import Text
from kechuang.matching.models import Match, MatchDecision
from kechuang.runs.models import SWEEP, Run, RunState

Ranking = tuple[str, list[tuple[int, int]]]


def broken_ranks() -> Iterator[Finding]:
    for where, ranked in _rankings():
        if [rank for rank, _ in ranked] != list(range(1, len(ranked) + 1)):
            yield found(where, "名次不连续", "the ranks do not follow each other")


def rising_scores() -> Iterator[Finding]:
    for where, ranked in _rankings():
        scores = [score for _, score in ranked]
        if scores != sorted(scores, reverse=True):
            yield found(where, "后一名得分更高", "a later rank has a higher score")


def _rankings() -> Iterator[Ranking]:
    """For each demand of each run its ``(rank, score)`` by rank."""
    matches = Match.objects.order_by("run_id", "demand_id", "rank")
    rows = matches.values_list("run_id", "demand__number", "rank", "score").iterator()
    for (run, number), ranked in groupby(rows, key=lambda row: row[:2]):
        yield f"#{run} {number}", [(rank, score) for _, _, rank, score in ranked]


def unexplained_scores() -> Iterator[Finding]:
    for pk, score, reasons in Match.objects.values_list("pk", "score", "reasons").iterator():
        if sum(reason["points"] for reason in reasons) != score:
            yield found(
                f"matching.match {pk}",
                "各项理由之和不是得分",
                "the reasons do not add up to the score",
            )


def miscounted_matches() -> Iterator[Finding]:
    for run in Run.objects.filter(kind=SWEEP, state=RunState.COMPLETED):
        rows = Match.objects.filter(run=run).count()
        if run.counts.get("matches") != rows:
            yield found(
                f"#{run.pk}",
                f"表中 {rows} 条匹配，与封存数量不符",
                f"sealed otherwise than with {rows}",
            )


def decisions_about_nothing() -> Iterator[Finding]:
    match = Match.objects.filter(demand=OuterRef("demand"), outcome=OuterRef("outcome"))
    for row in MatchDecision.objects.filter(~Exists(match)).select_related("demand", "outcome"):
        yield found(_pair(row), "决定的匹配从未存在", "nothing like it was ever matched")


def decided_otherwise() -> Iterator[Finding]:
    told = {
        (target, payload["outcome"]): (payload["decision"], payload["reason"])
        for target, payload in events_about(Demand, "decide_match")
        .order_by("sequence")
        .values_list("target_id", "kept__payload")
        .iterator()
    }
    for row in MatchDecision.objects.select_related("demand", "outcome").iterator():
        if told.get((str(row.demand_id), row.outcome_id)) != (row.decision, row.reason):
            yield found(_pair(row), "与决定时的事件不符", "it was decided otherwise")


def _pair(row: MatchDecision) -> str:
    return f"{row.demand.number} ↔ {row.outcome.number}"


INVARIANTS = (
    Invariant(
        "matching.ranks_follow_each_other",
        Text("每个需求的名次从 1 起连续", "The ranks of every demand are 1, 2, 3 and so on"),
        broken_ranks,
    ),
    Invariant(
        "matching.scores_fall_with_the_rank",
        Text("名次越后得分不会更高", "No later rank has a higher score"),
        rising_scores,
    ),
    Invariant(
        "matching.reasons_add_up_to_the_score",
        Text("各项理由的分值之和等于得分", "The points of the reasons add up to the score"),
        unexplained_scores,
    ),
    Invariant(
        "matching.counts_are_as_sealed",
        Text("匹配数等于封存的数量", "There are as many matches as were sealed"),
        miscounted_matches,
    ),
    Invariant(
        "matching.decisions_are_about_matches",
        Text("每个决定都针对出现过的匹配", "Every decision is about a pair that was matched"),
        decisions_about_nothing,
    ),
    Invariant(
        "matching.decisions_are_as_recorded",
        Text(
            "每个决定及理由与最后一次决定的事件一致",
            "Every decision is what its latest event tells",
        ),
        decided_otherwise,
    ),
)
