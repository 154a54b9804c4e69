"""Limits are held against the exact amount, and say when they decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.tally import UNLIMITED, Bound, Limits, TallyError, ceiling, half_up, settle

LIMITS = Limits(least_fen=100, floor_fen=200, cap_fen=500)


@pytest.mark.parametrize(
    ("thirds", "fen", "bound"),
    [
        (299, 0, Bound.LEAST),
        (300, 200, Bound.FLOOR),
        (599, 200, Bound.FLOOR),
        (600, 200, Bound.NONE),
        (601, 200, Bound.NONE),
        (602, 201, Bound.NONE),
        (1_500, 500, Bound.NONE),
        (1_501, 500, Bound.CAP),
        (-1, 0, Bound.LEAST),
    ],
)
def test_the_exact_amount_meets_the_limits_before_it_is_rounded(thirds, fen, bound):
    assert settle(thirds, 3, LIMITS, rounding=half_up) == (fen, bound)


@pytest.mark.parametrize("rounding", [half_up, ceiling])
def test_an_amount_just_below_the_least_is_not_rounded_into_being_paid(rounding):
    assert settle(996, 10, Limits(least_fen=100), rounding=rounding).fen == 0


def test_without_limits_only_the_rounding_remains():
    assert settle(7, 2, rounding=half_up) == (4, Bound.NONE)
    assert settle(-7, 2, UNLIMITED, rounding=half_up) == (0, Bound.LEAST)


@given(st.integers(), st.integers(1, 10**6), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_settled_amount_is_nothing_or_between_floor_and_cap(numerator, denominator, one, other):
    limits = Limits(floor_fen=min(one, other), cap_fen=max(one, other), least_fen=1)

    settled = settle(numerator, denominator, limits, rounding=half_up)

    assert settled.bound is Bound.LEAST or limits.floor_fen <= settled.fen <= max(one, other)


@pytest.mark.parametrize(
    "limits",
    [{"least_fen": -1}, {"floor_fen": -1}, {"cap_fen": -1}, {"floor_fen": 6, "cap_fen": 5}],
)
def test_limits_that_contradict_themselves_are_refused(limits):
    with pytest.raises(TallyError, match="上下限不能采用"):
        Limits(**limits)
