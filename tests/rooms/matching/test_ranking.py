"""Ranked outcomes: reasons add up, what was taken back is gone, what was declined goes last."""

from __future__ import annotations

import pytest

from kechuang.demands.selectors import visible_demands
from kechuang.matching.models import Match
from kechuang.matching.selectors import (
    RankedOutcome,
    demands_for_outcome,
    demands_for_owner,
    match_of,
    ranked_outcomes,
    strength_counts,
    undecided_best_matches,
)
from kechuang.matching.services import decide_match
from kechuang.outcomes.services import withdraw_outcome
from tests.base.registry.cast import AT
from tests.journeys.small_region import SYSTEM, Region, state, sweep

pytestmark = pytest.mark.django_db


def titles(ranked: tuple[RankedOutcome, ...]) -> list[str]:
    return [item.match.outcome.title for item in ranked]


def best_of(region: Region) -> Match:
    return ranked_outcomes(region.demands["open"])[0].match


def decline(region: Region, match: Match) -> None:
    alice = region.people["enterprise"].actor
    decide_match(by=alice, at=AT, match=match, decision="declined", reason="价格过高")


def test_reasons_add_up_to_the_score(region: Region) -> None:
    matches = list(Match.objects.all())

    assert len(matches) == 4 * 3
    for match in matches:
        assert match.score == sum(reason["points"] for reason in match.reasons)
        assert all(reason["label"]["zh"] and reason["label"]["en"] for reason in match.reasons)


def test_shares_of_the_score_are_whole_percents_that_add_up(region: Region) -> None:
    for demand in region.demands.values():
        for ranked in ranked_outcomes(demand):
            percents = [reason["points"] for reason in ranked.reasons_in_percent]
            assert abs(sum(map(int, map(str, percents))) - 100) <= len(percents)


def test_ranks_follow_scores(region: Region) -> None:
    ranked = ranked_outcomes(region.demands["open"])

    assert [item.match.rank for item in ranked] == [1, 2, 3]
    scores = [item.match.score for item in ranked]
    assert scores == sorted(scores, reverse=True)
    assert titles(ranked)[0] == region.outcomes["magnet"].title


def test_a_declined_outcome_goes_to_the_end_and_stays_there_after_the_next_sweep(
    region: Region,
) -> None:
    before = titles(ranked_outcomes(region.demands["open"]))
    decline(region, best_of(region))

    state(region.blank, tech_sale_paid=1)
    later = sweep()

    ranked = ranked_outcomes(region.demands["open"])
    assert later != region.run
    assert {item.match.run_id for item in ranked} == {later.pk}
    assert titles(ranked) == [*before[1:], before[0]]
    assert ranked[-1].decision
    assert ranked[-1].decision.reason == "价格过高"


def test_what_was_decided_is_not_asked_again(region: Region) -> None:
    visible = visible_demands(region.people["bureau"].actor)
    asked = [match.demand for match in undecided_best_matches(visible, count=10)]
    decline(region, best_of(region))
    state(region.blank, tech_sale_paid=2)
    sweep()

    asked_later = [match.demand for match in undecided_best_matches(visible, count=10)]
    assert asked == [region.demands["open"]]
    assert asked_later == []


def test_an_outcome_taken_back_since_the_sweep_is_not_shown(region: Region) -> None:
    magnet, demand = region.outcomes["magnet"], region.demands["open"]
    before = len(ranked_outcomes(demand))
    withdraw_outcome(by=SYSTEM, at=AT, outcome=magnet, reason="权属有争议")

    assert magnet.title not in titles(ranked_outcomes(demand))
    assert len(ranked_outcomes(demand)) == before - 1
    with pytest.raises(Match.DoesNotExist):
        match_of(demand.pk, magnet.pk)


def test_owners_see_only_visible_demands_that_want_their_outcomes(region: Region) -> None:
    visible = visible_demands(region.people["institution"].actor)
    fewer = visible.filter(pk=region.demands["open"].pk)

    wanted = demands_for_owner(region.university, visible, count=10)
    of_fewer = demands_for_owner(region.university, fewer, count=10)
    of_magnet = demands_for_outcome(region.outcomes["magnet"], visible)

    assert {match.strength for match in wanted} <= {"strong", "fair"}
    assert {match.demand.source_key for match in wanted} == {"open", "hidden", "shown"}
    assert {match.demand.source_key for match in of_fewer} == {"open"}
    assert {match.demand.source_key for match in of_magnet} == {"open", "hidden"}


def test_strengths_count_each_demand_once(region: Region) -> None:
    assert sum(strength_counts().values()) == 4
