"""The register of experts, and what each has done so far: facts, never one mixed number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.engines.panel import Report as Marks
from kechuang.engines.panel import ScoredReport
from kechuang.reviews.access import can_read_experts
from kechuang.reviews.models import Expert, Report, ReviewRound
from kechuang.reviews.selectors.rules import scheme_of
from kechuang.reviews.states import AssignmentState, Phase

OPENED = (Phase.OPENED, Phase.CLOSED)
FEWEST_COMPARED = 10
"""With fewer the mean distance would tell whose report is which. 示例: no source sets it."""


@dataclass(frozen=True)
class TrackRecord:
    """Counts of seats by how they ended; ``distance`` of the marks from the panels' means.

    ``reported`` and ``late`` (handed in late) count rounds whose scores are open, for before that
    nobody knows who has reported. ``distance`` in points of 100 over ``compared`` reports of such
    rounds; None while they are few.
    """

    assigned: int
    reported: int
    late: int
    recused: int
    absent: int
    replaced_late: int
    compared: int
    distance: Fraction | None


def listed_experts(actor: Actor) -> QuerySet[Expert]:
    """Everybody in the register, for the bureau and auditors; oneself otherwise."""
    if can_read_experts(actor):
        return Expert.objects.all()
    own = Expert.objects.filter(account_id=actor.account_id)
    return own if actor.account_id is not None else Expert.objects.none()


def find_expert(actor: Actor, pk: int) -> Expert:
    """One whose entry the actor may read; else ``Expert.DoesNotExist``."""
    return listed_experts(actor).get(pk=pk)


def track_record(expert: Expert, *, fewest: int = FEWEST_COMPARED) -> TrackRecord:
    """What the seats of an expert tell; no distance over fewer than ``fewest`` reports."""
    states = Counter(expert.assignments.values_list("state", flat=True))
    own = Report.objects.filter(
        assignment__expert=expert, assignment__submission__round__phase__in=OPENED
    )
    distances = _distances(expert)
    return TrackRecord(
        assigned=sum(states.values()),
        reported=own.count(),
        late=own.filter(is_late=True).count(),
        recused=states[AssignmentState.RECUSED],
        absent=states[AssignmentState.ABSENT],
        replaced_late=states[AssignmentState.LATE],
        compared=len(distances),
        distance=_mean(distances) if len(distances) >= fewest else None,
    )


def _mean(distances: list[Fraction]) -> Fraction:
    return sum(distances, Fraction(0)) / len(distances)


def _distances(expert: Expert) -> list[Fraction]:
    seats = expert.assignments.filter(submission__round__phase__in=OPENED)
    rounds = ReviewRound.objects.filter(pk__in=seats.values("submission__round")).distinct()
    return [found for review_round in rounds for found in _distances_in(review_round, expert)]


def _distances_in(review_round: ReviewRound, expert: Expert) -> list[Fraction]:
    mine = expert.assignments.filter(submission__round=review_round).values("submission")
    rows = Report.objects.filter(assignment__submission__in=mine)
    columns = ("assignment__submission__label", "assignment__expert_id", "marks")
    marks = [Marks.of(label, str(pk), given) for label, pk, given in rows.values_list(*columns)]
    panels: dict[str, list[ScoredReport]] = {}
    for one in scheme_of(review_round.criteria.all(), review_round.reports_wanted).score(marks):
        panels.setdefault(one.report.proposal, []).append(one)
    return [_distance(panel, str(expert.pk)) for panel in panels.values() if _has(panel, expert)]


def _has(reports: list[ScoredReport], expert: Expert) -> bool:
    return any(one.report.reviewer == str(expert.pk) for one in reports)


def _distance(reports: list[ScoredReport], reviewer: str) -> Fraction:
    mean = sum((one.points for one in reports), Fraction(0)) / len(reports)
    own = next(one.points for one in reports if one.report.reviewer == reviewer)
    return abs(own - mean)
