"""Grants that may be the same one twice are found, and others are left in peace."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.ledger import services as ledger
from kechuang.ledger.likeness import likeness
from kechuang.ledger.selectors.near_duplicates import near_duplicates, similar_grants
from tests.base.registry.cast import party
from tests.rooms.ledger.town import Town, small_treasury, warrant


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@given(st.text(), st.text())
def test_likeness_is_a_percentage_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 100
    assert likeness(one, other) == likeness(other, one)


@given(st.text(min_size=1))
def test_a_text_is_wholly_like_itself(text: str) -> None:
    assert likeness(text, text) == 100


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [
        ("", "", 0),
        ("研发补助", "技改贴息", 0),
        ("研发费用补助", "研发费用补贴", 80),
        ("研发费用补助2026", "研发费用补助（2026年度）", 72),
    ],
)
def test_likeness_of_words(one: str, other: str, percent: int) -> None:
    assert likeness(one, other) == percent


def test_a_pair_is_reported_once_the_earlier_first(town: Town) -> None:
    first = town.grant(ground="研发费用补助", title="甲项目")
    second = town.grant(ground="研发费用补贴", title="乙工程")

    (pair,) = near_duplicates()

    assert (pair.grant, pair.other, pair.percent) == (first, second, 100)


def test_the_same_title_under_another_ground_is_reported(town: Town) -> None:
    town.grant(ground="研发补助", title="高效电机研发")
    town.grant(ground="技改贴息", title="高效电机研发")

    assert [pair.percent for pair in near_duplicates()] == [100]


@pytest.mark.parametrize("change", ["party", "period", "words", "cancelled"])
def test_what_is_not_the_same_is_not_reported(town: Town, change: str) -> None:
    first = town.grant(ground="研发费用补助", title="甲项目")
    other = {"ground": "研发费用补贴", "title": "乙工程"}
    if change == "party":
        other |= {"party": party("云港乙机械有限公司")}
    if change == "period":
        other |= {"period_from": date(2027, 1, 1), "period_to": date(2027, 12, 31)}
    if change == "words":
        other |= {"ground": "首台套保险"}
    if change == "cancelled":
        ledger.release_tranches(warrant=warrant(), grant=first, reason="终止", is_cancelled=True)

    town.grant(**other)

    assert near_duplicates() == []


def test_a_plan_is_compared_before_it_is_agreed(town: Town) -> None:
    grant = town.grant(ground="研发费用补助", title="甲项目")
    plan = town.plan(ground="研发费用补贴", title="乙工程")

    found = similar_grants(plan.claim)

    assert [(each.grant, each.other, each.percent) for each in found] == [(None, grant, 100)]
