"""Parts sum to the whole, nobody is a fen away from an exact share, and ties go to the earlier."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.tally import TallyError, split, split_by_level, split_grid, spread

totals = st.integers(0, 10**13)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any)
sides = st.lists(st.integers(0, 10**9), min_size=1, max_size=7)


@given(totals, weights)
def test_parts_sum_to_the_whole_and_are_within_a_fen_of_their_exact_shares(total, weights):
    parts = split(total, weights)

    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1
        assert weight or not part


@given(totals, weights, st.randoms())
def test_the_order_of_the_weights_moves_nobody_by_more_than_a_fen(total, weights, random):
    order = list(range(len(weights)))
    random.shuffle(order)

    before = split(total, weights)
    after = split(total, [weights[position] for position in order])

    assert all(abs(after[new] - before[old]) <= 1 for new, old in enumerate(order))


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, (1, 1, 1), (34, 33, 33)),
        (101, (1, 1, 1), (34, 34, 33)),
        (10, (0, 5, 0, 5), (0, 5, 0, 5)),
        (1, (1, 2, 2), (0, 1, 0)),
        (5, (4_000, 3_000, 3_000), (2, 2, 1)),
        (0, (3, 4), (0, 0)),
        (7, (9,), (7,)),
    ],
)
def test_what_is_left_over_goes_to_the_largest_remainder_then_to_the_earlier(total, weights, parts):
    assert split(total, weights) == parts


@pytest.mark.parametrize(
    ("total", "weights", "why"),
    [(-1, (1,), "负数"), (1, (2, -1), "负数"), (1, (), "没有可计算"), (1, (0, 0), "全部为零")],
)
def test_what_cannot_be_split_is_refused_in_both_languages(total, weights, why):
    with pytest.raises(TallyError) as refused:
        split(total, weights)

    error = refused.value
    assert why in error.why.zh
    assert all(part.zh and part.en for part in (error.what, error.why, error.mend))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_levels_of_government_bear_the_whole():
    assert split_by_level(1_000_001, (5_000, 3_000, 2_000)) == (500_001, 300_000, 200_000)


@pytest.mark.parametrize("shares_bp", [(5_000, 4_999), (5_000, 5_001), (12_000, -2_000), ()])
def test_shares_that_are_not_the_whole_are_refused(shares_bp):
    with pytest.raises(TallyError):
        split_by_level(100, shares_bp)


@given(sides, st.data())
def test_a_spread_keeps_every_row_and_column_and_no_cell_is_negative(rows, data):
    columns = split(sum(rows), data.draw(weights))

    matrix = spread(rows, columns)

    assert [sum(row) for row in matrix] == rows
    assert tuple(sum(column) for column in zip(*matrix, strict=True)) == columns
    assert all(cell >= 0 for row in matrix for cell in row)


@given(sides, weights)
def test_a_grid_gives_each_fund_its_part_of_the_whole(milestones, weights):
    matrix = split_grid(milestones, weights)

    columns = tuple(sum(column) for column in zip(*matrix, strict=True))
    assert columns == split(sum(milestones), weights)


def test_three_milestones_of_one_fen_do_not_all_fall_to_the_first_fund():
    assert split_grid((1, 1, 1), (1, 1, 1)) == ((1, 0, 0), (0, 1, 0), (0, 0, 1))


@pytest.mark.parametrize(
    ("rows", "columns", "why"),
    [
        ((5,), (2, 2), "合计"),
        ((), (), "没有可计算"),
        ((1,), (), "没有可计算"),
        ((3, -1), (2,), "负数"),
    ],
)
def test_sides_that_cannot_meet_are_refused(rows, columns, why):
    with pytest.raises(TallyError) as refused:
        spread(rows, columns)

    assert why in refused.value.why.zh
