"""Subsidies by the terms of a measure; the examples are worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.tally import (
    Limits,
    TallyError,
    at_rate,
    by_year,
    floor,
    half_up,
    in_brackets,
    interest,
    per_full_step,
    slices,
    top_up,
)

WAN = 1_000_000
CAP_50 = Limits(cap_fen=50 * WAN)


@pytest.mark.parametrize(("contract", "voucher"), [(30 * WAN, 15 * WAN), (120 * WAN, 50 * WAN)])
def test_half_of_a_contract_is_paid_up_to_the_cap(contract, voucher):
    assert at_rate(contract, 5_000, CAP_50, rounding=half_up).fen == voucher


def test_the_rule_names_how_half_a_fen_is_rounded():
    assert at_rate(5, 5_000, rounding=half_up).fen == 3
    assert at_rate(5, 5_000, rounding=floor).fen == 2


def test_each_slice_of_the_base_earns_its_own_rate():
    settled = in_brackets(5_000 * WAN, (3_000 * WAN,), (50, 30), rounding=half_up)

    assert settled.fen == 21 * WAN


@given(
    st.integers(-(10**9), 10**12),
    st.lists(st.integers(1, 10**11), max_size=5, unique=True).map(sorted),
)
def test_slices_sum_to_the_base_and_below_zero_there_are_none(base, tops):
    parts = slices(base, tops)

    assert sum(parts) == max(base, 0)
    assert len(parts) == len(tops) + 1


@given(st.integers(-(10**9), 10**12), st.integers(0, 10_000))
def test_brackets_of_one_rate_are_that_rate(base, rate):
    flat = at_rate(base, rate, rounding=half_up)
    in_three = in_brackets(base, (WAN, 9 * WAN), (rate, rate, rate), rounding=half_up)

    assert in_three.fen == flat.fen


@pytest.mark.parametrize(
    ("growth", "award"),
    [(1_099 * WAN, 100 * WAN), (99 * WAN, 0), (100 * WAN, 10 * WAN), (-500 * WAN, 0)],
)
def test_each_full_step_earns_an_award(growth, award):
    settled = per_full_step(
        growth, step_fen=100 * WAN, award_fen=10 * WAN, limits=Limits(cap_fen=100 * WAN)
    )

    assert settled.fen == award


@pytest.mark.parametrize(("year", "fen"), [(1, 100), (2, 50), (3, 20), (4, 0)])
def test_a_decreasing_subsidy_follows_the_year_and_ends(year, fen):
    assert by_year(100, (10_000, 5_000, 2_000), year=year, rounding=half_up).fen == fen


def test_thirty_per_cent_of_a_year_at_the_loan_prime_rate():
    settled = interest(
        800 * WAN, 365, 360, days_in_year=360, share_bp=3_000, limits=CAP_50, rounding=half_up
    )

    assert settled.fen == 876 * WAN // 100


def test_the_year_of_the_contract_changes_the_interest():
    days = {
        year: interest(WAN, 365, 73, days_in_year=year, rounding=half_up) for year in (360, 365)
    }

    assert (days[360].fen, days[365].fen) == (7_401, 7_300)


@pytest.mark.parametrize(
    ("entitled", "paid", "due"), [(100, (), 100), (100, (30, 20), 50), (100, (80, 40), 0)]
)
def test_only_the_difference_to_earlier_payments_is_due(entitled, paid, due):
    assert top_up(entitled, paid) == due


@pytest.mark.parametrize(
    "compute",
    [
        lambda: at_rate(1, -1, rounding=half_up),
        lambda: in_brackets(1, (10, 5), (1, 2, 3), rounding=half_up),
        lambda: in_brackets(1, (0,), (1, 2), rounding=half_up),
        lambda: in_brackets(1, (5,), (1,), rounding=half_up),
        lambda: in_brackets(1, (5,), (1, -1), rounding=half_up),
        lambda: per_full_step(1, step_fen=0, award_fen=1),
        lambda: per_full_step(1, step_fen=1, award_fen=-1),
        lambda: by_year(1, (5, 6), year=1, rounding=half_up),
        lambda: by_year(1, (5,), year=0, rounding=half_up),
        lambda: interest(1, 365, 1, days_in_year=366, rounding=half_up),
        lambda: interest(1, 365, -1, days_in_year=360, rounding=half_up),
        lambda: top_up(1, (-1,)),
    ],
)
def test_terms_that_cannot_be_meant_are_refused_in_both_languages(compute):
    with pytest.raises(TallyError) as refused:
        compute()

    error = refused.value
    assert all(part.zh and part.en for part in (error.what, error.why, error.mend))
