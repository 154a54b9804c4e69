"""Sensitivity to weights, against fractions worked out firm by firm."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.standing import Cohort, Indicator, Scheme, StandingError, shift_of_weights
from tests.engines.standing.cohorts import plain_cohort, small_cohorts


def points_after(cohort: Cohort, firm: int, indicator: int, change: Fraction) -> Fraction:
    """The definition, word for word: change one weight, rescale all to the old sum."""
    scheme, stage = cohort.scheme, cohort.stage[firm]
    lines = scheme.indicators[: scheme.weighed]
    weights = [Fraction(one.weights[stage]) for one in lines]
    shares = [Fraction(int(cohort.low[firm, n])) / weight for n, weight in enumerate(weights)]
    changed = [w * (1 + change) if n == indicator else w for n, w in enumerate(weights)]
    rescale = sum(weights) / sum(changed)
    total = sum(share * weight * rescale for share, weight in zip(shares, changed, strict=True))
    return max(total + int(cohort.low[firm, scheme.weighed :].sum()), Fraction(0))


def place_after(cohort: Cohort, firm: int, indicator: int, change: Fraction) -> int:
    points = [points_after(cohort, one, indicator, change) for one in range(len(cohort))]
    return 1 + sum(other > points[firm] for other in points)


@settings(max_examples=60, deadline=None)
@given(small_cohorts(), st.integers(1, 99))
def test_places_under_a_changed_weight_are_those_of_exact_fractions(cohort, percent):
    shift = shift_of_weights(cohort, percent=percent)

    for firm in range(len(cohort)):
        for indicator in range(cohort.scheme.weighed):
            for places, sign in ((shift.smaller, -1), (shift.greater, 1)):
                expected = place_after(cohort, firm, indicator, Fraction(sign * percent, 100))
                assert places[firm, indicator] == expected


def test_weights_of_many_decimals_stay_exact_beyond_machine_words():
    weights = [(33_333, 99_991), (66_667, 9)]
    scheme = Scheme(("a", "b"), tuple(Indicator(f"i{n}", each) for n, each in enumerate(weights)))
    cohort = Cohort.of(
        scheme, ["x", "y"], [0, 1], [[33_333, 1], [33_331, 4]], [[33_333, 1], [33_331, 4]]
    )

    shift = shift_of_weights(cohort, percent=37)

    for firm, indicator in ((0, 0), (0, 1), (1, 0), (1, 1)):
        expected = place_after(cohort, firm, indicator, Fraction(37, 100))
        assert shift.greater[firm, indicator] == expected


def test_a_firm_good_in_the_indicator_rises_with_its_weight():
    cohort = plain_cohort([[(10, 10), (40, 40)], [(50, 50), (1, 1)]], [50, 50])

    shift = shift_of_weights(cohort, percent=50)

    assert shift.greater[:, 1].tolist() == [1, 2]
    assert shift.smaller[:, 1].tolist() == [2, 1]
    assert shift.furthest.tolist() == [1, 1]


@pytest.mark.parametrize("percent", [0, 100, -5])
def test_a_change_that_would_lose_the_weight_is_refused(percent):
    with pytest.raises(StandingError, match="1%"):
        shift_of_weights(plain_cohort([[(1, 1)]], [10]), percent=percent)
