"""Whole numbers of a block are exact, whatever their size."""

from __future__ import annotations

from operator import add, mul, sub

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook.columns import wholes
from kechuang.engines.rulebook.columns.wholes import (
    column,
    compared,
    constant,
    floored,
    larger,
    minus,
    plus,
    smaller,
    times,
)
from kechuang.engines.rulebook.terms.comparisons import COMPARE

NUMBERS = st.integers(-(2**62), 2**62) | st.integers(-5, 5)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=6)
OPERATIONS = [(plus, add), (minus, sub), (times, mul), (smaller, min), (larger, max)]


def columns(pairs):
    return (column(np.array(side, np.int64)) for side in zip(*pairs, strict=True))


@pytest.mark.parametrize(("operation", "exact"), OPERATIONS)
@given(PAIRS, NUMBERS)
def test_operations_are_those_of_unbounded_integers(operation, exact, pairs, number):
    x, y = columns(pairs)

    both, one = operation(x, y), operation(x, constant(number))

    assert list(both.values) == [exact(*pair) for pair in pairs]
    assert all(both.low <= value <= both.high for value in both.values)
    values = [one.values] * len(pairs) if one.is_constant else list(one.values)
    assert values == [exact(pair[0], number) for pair in pairs]


@pytest.mark.parametrize("operator", COMPARE)
@given(PAIRS, NUMBERS)
def test_comparisons_are_those_of_unbounded_integers(operator, pairs, number):
    x, y = columns(pairs)

    for other, needs in ((y, [pair[1] for pair in pairs]), (constant(number * 8), None)):
        rows = compared(x, operator, other)
        told = [rows] * len(pairs) if isinstance(rows, bool) else list(rows)
        needs = needs or [number * 8] * len(pairs)
        wanted = [COMPARE[operator](p[0], need) for p, need in zip(pairs, needs, strict=True)]
        assert told == wanted


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.integers(1, 10**6))
def test_division_goes_down_as_in_python(numbers, by):
    x = column(np.array(numbers, np.int64))

    assert list(floored(x, constant(by)).values) == [number // by for number in numbers]


def test_beyond_64_bits_the_type_is_changed_and_not_the_number(monkeypatch):
    x = column(np.array([2**61, 3], np.int64))
    exact = times(x, x)
    monkeypatch.setattr(wholes, "FITS", 2**200)

    assert list(exact.values) == [2**122, 9]
    assert list(times(x, x).values) != [2**122, 9]
