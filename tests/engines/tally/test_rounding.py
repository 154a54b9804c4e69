"""Rounding agrees with the decimal arithmetic that it names, on every sign."""

from __future__ import annotations

import decimal
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.tally import TallyError, ceiling, floor, half_up

NAMES = {half_up: ROUND_HALF_UP, floor: ROUND_FLOOR, ceiling: ROUND_CEILING}
EXACT = decimal.Context(prec=60)
numerators = st.integers(-(10**15), 10**15)
roundings = pytest.mark.parametrize("rounding", NAMES)


@roundings
@given(numerators, st.sampled_from([1, 2, 4, 5, 8, 10, 100, 10_000]) | st.integers(1, 10**6))
def test_it_rounds_as_decimals_do(rounding, numerator, denominator):
    exact = EXACT.divide(Decimal(numerator), Decimal(denominator))

    assert rounding(numerator, denominator) == exact.to_integral_value(NAMES[rounding])


@pytest.mark.parametrize(
    ("numerator", "rounded"), [(1, 1), (3, 2), (5, 3), (-1, -1), (-3, -2), (249, 125), (0, 0)]
)
def test_a_half_goes_away_from_zero(numerator, rounded):
    assert half_up(numerator, 2) == rounded


@given(numerators, st.integers(1, 10**6))
def test_half_up_is_symmetric_and_floor_mirrors_ceiling(numerator, denominator):
    assert half_up(-numerator, denominator) == -half_up(numerator, denominator)
    assert floor(-numerator, denominator) == -ceiling(numerator, denominator)


@roundings
@pytest.mark.parametrize("denominator", [0, -2])
def test_a_denominator_that_is_not_positive_is_refused(rounding, denominator):
    with pytest.raises(TallyError, match="不是正数"):
        rounding(1, denominator)
