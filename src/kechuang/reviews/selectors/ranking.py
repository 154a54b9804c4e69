"""The ranking of an opened round: raw, adjusted beside it, and which ranks are noise."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kechuang.base.actors import Actor
from kechuang.engines import panel
from kechuang.reviews.access import oversees
from kechuang.reviews.models import Report, ReviewRound, Submission
from kechuang.reviews.phases import Thing
from kechuang.reviews.selectors.rules import scheme_of
from kechuang.reviews.states import AssignmentState

SEED_DIGITS = 12


@dataclass(frozen=True)
class Ranked:
    """``score`` is exact and raw, 0…100; ``adjusted`` has the reviewers' mildness taken out."""

    submission: Submission
    rank: int
    score: Fraction
    reports: int
    adjusted: float
    interval: panel.RankInterval


def ranking_of(actor: Actor, review_round: ReviewRound) -> list[Ranked]:
    """Best first; equals share a rank once the round's own rules for ties are used up."""
    return ranked(review_round) if oversees(actor, review_round, Thing.RANKING) else []


def ranked(review_round: ReviewRound) -> list[Ranked]:
    """The ranking itself; ``ranking_of`` is what pages ask."""
    scheme = scheme_of(review_round.criteria.all(), panel.LEAST_REPORTS)
    scored = scheme.score(_reports(review_round))
    if not scored:
        return []
    adjusted = panel.adjust(scored).scores
    seed = int(review_round.order_key[:SEED_DIGITS], 16)
    found = panel.rank_intervals(scored, funded=review_round.funded, seed=seed)
    intervals = {one.proposal: one for one in found}
    submissions = {row.label: row for row in review_round.submissions.all()}
    return [
        Ranked(
            submissions[one.proposal],
            one.rank,
            one.score,
            one.reports,
            adjusted[one.proposal],
            intervals[one.proposal],
        )
        for one in panel.rank(scheme, scored, ties=review_round.ties).standings
    ]


def _reports(review_round: ReviewRound) -> list[panel.Report]:
    rows = Report.objects.filter(
        assignment__submission__round=review_round, assignment__state=AssignmentState.REPORTED
    )
    told = rows.order_by("assignment__submission__label", "assignment__member__token")
    columns = ("assignment__submission__label", "assignment__member__token", "marks")
    return [panel.Report.of(*row) for row in told.values_list(*columns)]
