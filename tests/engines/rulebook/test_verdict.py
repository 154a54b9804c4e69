"""Kleene's logic holds, and undecided never passes for decided."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.rulebook.verdict import (
    Verdict,
    all_of,
    any_of,
    at_least,
    negate,
    none_of,
)

VERDICT = st.sampled_from(Verdict)
THREE = st.sampled_from([Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN])
SEVERAL = st.lists(VERDICT, min_size=1, max_size=6)
MET, NOT_MET, UNKNOWN, POSSIBLE = Verdict


def test_one_failure_settles_all_whatever_is_unknown():
    assert all_of([MET, UNKNOWN, POSSIBLE, NOT_MET]) is NOT_MET


def test_one_success_settles_any_whatever_is_unknown():
    assert any_of([NOT_MET, UNKNOWN, MET]) is MET


def test_unknown_comes_before_possible():
    assert all_of([MET, UNKNOWN, POSSIBLE]) is UNKNOWN
    assert any_of([NOT_MET, UNKNOWN, POSSIBLE]) is UNKNOWN


def test_two_of_three_is_settled_by_two():
    assert at_least(2, [MET, MET, UNKNOWN]) is MET
    assert at_least(2, [MET, NOT_MET, UNKNOWN]) is UNKNOWN
    assert at_least(2, [NOT_MET, NOT_MET, UNKNOWN]) is NOT_MET


@given(SEVERAL, SEVERAL)
def test_order_and_grouping_do_not_matter(left, right):
    for join in (all_of, any_of):
        assert join(left + right) is join(right + left)
        assert join([join(left), join(right)]) is join(left + right)


@given(SEVERAL)
def test_de_morgan(parts):
    assert negate(all_of(parts)) is any_of([negate(part) for part in parts])
    assert none_of(parts) is all_of([negate(part) for part in parts])


@given(THREE, THREE, THREE)
def test_absorption_and_distribution_over_three_values(a, b, c):
    assert all_of([a, any_of([a, b])]) is a
    assert any_of([a, all_of([a, b])]) is a
    assert all_of([a, any_of([b, c])]) is any_of([all_of([a, b]), all_of([a, c])])


@given(VERDICT)
def test_double_negation(verdict):
    assert negate(negate(verdict)) is verdict


@given(SEVERAL, st.integers(1, 6), st.data())
def test_settling_an_undecided_part_never_overturns_a_decision(parts, count, data):
    before = at_least(count, parts)
    settled = [
        part if part.is_decided else data.draw(st.sampled_from([MET, NOT_MET])) for part in parts
    ]

    after = at_least(count, settled)

    assert not before.is_decided or after is before
