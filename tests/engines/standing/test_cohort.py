"""What no standing is computed from."""

from __future__ import annotations

import pytest

from kechuang.engines.standing import Cohort, Indicator, Scheme, StandingError

SCHEME = Scheme(("only",), (Indicator("a", (10,)), Indicator("minus", (5,), is_deduction=True)))


def cohort(low, high, subjects=("x",)):
    return Cohort.of(SCHEME, subjects, [0] * len(subjects), low, high)


@pytest.mark.parametrize(
    ("low", "high", "why"),
    [
        ([[5, 0]], [[4, 0]], "above its upper bound"),
        ([[-1, 0]], [[4, 0]], "wrong sign"),
        ([[1, 0]], [[4, 1]], "wrong sign"),
    ],
)
def test_points_that_cannot_be_are_refused(low, high, why):
    with pytest.raises(StandingError, match=why):
        cohort(low, high)


def test_a_firm_named_twice_is_refused():
    with pytest.raises(StandingError, match="twice"):
        cohort([[1, 0], [2, 0]], [[1, 0], [2, 0]], subjects=("x", "x"))


def test_deductions_never_take_a_total_below_zero():
    totals = cohort([[2, -5]], [[9, -5]]).totals

    assert (totals.low[0], totals.high[0]) == (0, 4)


@pytest.mark.parametrize(
    ("indicators", "why"),
    [
        ((Indicator("d", (1,), is_deduction=True), Indicator("a", (1,))), "before deductions"),
        ((Indicator("a", (1, 2)),), "do not fit"),
        ((Indicator("a", (0,)),), "sum to zero"),
    ],
)
def test_a_scheme_that_weighs_nothing_is_refused(indicators, why):
    with pytest.raises(StandingError, match=why):
        Scheme(("only",), indicators)
