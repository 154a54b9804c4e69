"""A budget is never exceeded, nobody gets more than asked, and who is left out is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.engines.tally import Request, TallyError, first_come, left_out, pro_rata

THREE = (Request("甲", 60), Request("乙", 50), Request("丙", 10))
budgets = st.integers(0, 10**12)
queues = st.lists(st.integers(0, 10**11), max_size=12).map(
    lambda asked: tuple(Request(f"申请{n}", fen) for n, fen in enumerate(asked))
)


def granted(rations):
    return tuple(ration.granted_fen for ration in rations)


@pytest.mark.parametrize(
    ("budget", "in_full", "last_in_part"),
    [
        (120, (60, 50, 10), (60, 50, 10)),
        (119, (60, 50, 0), (60, 50, 9)),
        (100, (60, 0, 0), (60, 40, 0)),
        (60, (60, 0, 0), (60, 0, 0)),
        (59, (0, 0, 0), (59, 0, 0)),
        (0, (0, 0, 0), (0, 0, 0)),
    ],
)
def test_first_come_serves_in_order_and_nobody_overtakes(budget, in_full, last_in_part):
    assert granted(first_come(budget, THREE)) == in_full
    assert granted(first_come(budget, THREE, is_last_in_part=True)) == last_in_part


def test_who_is_left_out_is_named_with_what_is_short():
    rations = first_come(100, THREE, is_last_in_part=True)

    assert [(ration.reference, ration.short_fen) for ration in left_out(rations)] == [
        ("乙", 10),
        ("丙", 10),
    ]


@given(budgets, queues)
def test_pro_rata_uses_the_whole_budget_and_gives_nobody_more_than_asked(budget, requests):
    rations = pro_rata(budget, requests)

    assert sum(granted(rations)) == min(budget, sum(request.asked_fen for request in requests))
    assert all(0 <= ration.granted_fen <= ration.asked_fen for ration in rations)


@given(budgets, queues, st.booleans())
def test_first_come_never_exceeds_the_budget_and_part_of_it_exhausts_it(budget, requests, part):
    rations = first_come(budget, requests, is_last_in_part=part)

    assert sum(granted(rations)) <= budget
    assert [ration[:2] for ration in rations] == list(requests)
    if part and left_out(rations):
        assert sum(granted(rations)) == budget


@pytest.mark.parametrize("ration", [first_come, pro_rata])
@pytest.mark.parametrize(
    ("budget", "requests", "why"),
    [
        (-1, THREE, "负数"),
        (5, (Request("甲", -1),), "负数"),
        (5, (Request("甲", 1), Request("甲", 2)), "两次"),
    ],
)
def test_what_cannot_be_rationed_is_refused(ration, budget, requests, why):
    with pytest.raises(TallyError) as refused:
        ration(budget, requests)

    assert why in refused.value.why.zh
