"""The rules of a round as ``engines/panel`` reads them."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.engines import panel
from kechuang.engines.wording import Text
from kechuang.reviews.models import Criterion, ReviewRound


def conflict_policy(review_round: ReviewRound) -> panel.Policy:
    """Windows and the treatment of the unknown; what the round leaves out is the example's.

    Raises ``ValueError`` for a relation that is none.
    """
    own = {panel.Tie(tie): years for tie, years in review_round.conflict_years.items()}
    return panel.Policy(
        tie_years={**panel.EXAMPLE_YEARS, **own},
        former_post_years=review_round.former_post_years,
        most_exclusions=review_round.most_exclusions,
        is_unknown_excluded=review_round.is_unknown_excluded,
        switched_off=frozenset(review_round.switched_off),
    )


def quotas_of(review_round: ReviewRound) -> panel.Quotas:
    return panel.Quotas(
        review_round.reports_wanted, review_round.away_at_least, review_round.region_at_most
    )


def assignment_rules(review_round: ReviewRound) -> panel.Rules:
    """One reviewer per unit, always; regions as the round says."""
    return panel.Rules(True, review_round.away_at_least, review_round.region_at_most)


def scheme_of(criteria: Iterable[Criterion], reports_wanted: int) -> panel.Scheme:
    """The criteria; raises ``PanelError`` where weights are not 100 % together."""
    return panel.Scheme(
        tuple(
            panel.Criterion(one.code, Text(one.label, one.label_en), one.weight_bp, one.most)
            for one in criteria
        ),
        reports_wanted,
    )
