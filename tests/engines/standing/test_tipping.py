"""Tipping points, against every single basis point."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kechuang.engines.standing import Cohort, Line, TippingPoint, tipping, tipping_points
from tests.engines.standing.cohorts import plain_cohort, small_cohorts
from tests.engines.standing.test_weights import place_after, points_after

FEW = 400


def is_on(cohort: Cohort, firm: int, indicator: int, line: Line, k: int) -> bool:
    change = Fraction(k, FEW)
    if line.at_least is not None:
        return points_after(cohort, firm, indicator, change) >= line.at_least
    return place_after(cohort, firm, indicator, change) <= line.first


def searched(
    cohort: Cohort, firm: int, indicator: int, line: Line
) -> tuple[int | None, int | None]:
    was_on = is_on(cohort, firm, indicator, line, 0)
    down = (-k for k in range(1, FEW))
    up = range(1, FEW + 1)
    smaller, greater = (
        next((k for k in ks if is_on(cohort, firm, indicator, line, k) is not was_on), None)
        for ks in (down, up)
    )
    return smaller, greater


@settings(max_examples=12, deadline=None)
@given(small_cohorts(most_firms=4), st.booleans(), st.integers(1, 12))
def test_no_smaller_change_moves_the_firm_across_the_line(cohort, by_mark, number):
    line = Line(at_least=number) if by_mark else Line(first=min(number, 3))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("UNIT", FEW), ("LEAST", 1 - FEW), ("MOST", FEW)):
            patch.setattr(tipping, name, value)

        points = tipping_points(cohort, 0, line)

    for indicator, point in enumerate(points):
        assert (point.smaller_bp, point.greater_bp) == searched(cohort, 0, indicator, line)


def test_the_change_of_a_weight_that_reaches_a_mark():
    """38 of 50 and 20 of 50; 58 points. 60 needs (58 + 38d) ÷ (1 + d/2) ≥ 60: d ≥ 25 %."""
    cohort = plain_cohort([[(38, 38), (20, 20)]], [50, 50])

    first, second = tipping_points(cohort, 0, Line(at_least=60))

    assert first == TippingPoint("i0", None, 2_500)
    assert second == TippingPoint("i1", -2_000, None)


def test_a_firm_overtaken_within_the_list_has_a_tipping_point_for_the_places():
    """50 against 51: (50 + 40d) and (51 + d) meet at d = 1/39, tie: the firm is already on."""
    cohort = plain_cohort([[(10, 10), (40, 40)], [(50, 50), (1, 1)]], [50, 50])

    _, second = tipping_points(cohort, 0, Line(first=1))

    assert second == TippingPoint("i1", None, 257)


def test_a_firm_alone_is_on_whatever_the_weights():
    assert tipping_points(plain_cohort([[(1, 1)]], [10]), 0, Line(first=1)) == (
        TippingPoint("i0", None, None),
    )
