"""Places: the best and the worst a firm can have, against every way the facts may turn out."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings

from kechuang.engines.standing import places_of
from tests.engines.standing.cohorts import plain_cohort, small_cohorts


@settings(max_examples=60, deadline=None)
@given(small_cohorts(most_firms=5))
def test_no_way_the_facts_turn_out_gives_a_place_outside_and_both_ends_occur(cohort):
    low, high = (ends.tolist() for ends in cohort.totals)
    worlds = list(product(*(sorted({a, (a + b) // 2, b}) for a, b in zip(low, high, strict=True))))

    places = places_of(cohort.totals)

    for firm in range(len(cohort)):
        seen = {1 + sum(other > world[firm] for other in world) for world in worlds}
        assert (min(seen), max(seen)) == (places.best[firm], places.worst[firm])


def test_a_firm_whose_fact_lacks_has_an_interval_and_no_filled_in_score():
    cohort = plain_cohort([[(50, 50)], [(0, 100)], [(70, 70)]], [100])

    totals, places = cohort.totals, places_of(cohort.totals)

    assert (totals.low[1], totals.high[1]) == (0, 100)
    assert (places.best.tolist(), places.worst.tolist()) == ([2, 1, 1], [3, 3, 2])
    assert places.proven.tolist() == [2, 3, 1]


def test_firms_with_equal_points_share_a_place():
    places = places_of(plain_cohort([[(5, 5)], [(9, 9)], [(9, 9)]], [10]).totals)

    assert places.proven.tolist() == [3, 1, 1]
    assert places.worst.tolist() == [3, 1, 1]
