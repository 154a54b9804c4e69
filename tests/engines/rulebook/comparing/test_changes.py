"""A change names one number of a pack, and nothing else of the file moves."""

from __future__ import annotations

import pytest

from kechuang.engines.packfile import PackError
from kechuang.engines.rulebook.comparing import (
    Change,
    ChangeError,
    number_named,
    numbers_in,
    read_change,
    revised,
    revised_text,
)
from tests.engines.rulebook.comparing.sample import POLICY


def test_every_number_is_listed_with_its_label_and_article():
    told = [(n.address, n.told, n.head.label.zh, n.head.article) for n in numbers_in(POLICY)]

    assert told == [
        ("define/rate/2026-01-01/value", "10%", "rate", "第三条"),
        ("award/staff/test", "20人", "职工不少于20人", "第二条（一）"),
        ("award/part/cap", "50万元", "研发费用的一成", "第三条"),
    ]


def test_only_the_number_is_replaced_comments_stay():
    text = revised_text(POLICY, [read_change("rd-award/award/staff=30人")])

    assert text == POLICY.replace("20人\n", "30人\n")


def test_two_numbers_of_one_phrase_are_told_apart_by_their_unit():
    source = POLICY.replace(">= 20人", ">= 20人 + 0 * 3人").replace("0 * ", "")
    source = source.replace("test: employees", 'test: "employees').replace("3人\n", '3人"\n')

    text = revised_text(source, [read_change("rd-award/staff/test#2=5人")])

    assert 'test: "employees@last_year >= 20人 + 5人"' in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("rd-award/award", "政策包/条款/条件=新值"),
        ("rd-award/award/staf=30人", "award/staff/test"),
        ("rd-award/award=30人", ""),
        ("rd-award/award/staff=many", "读不懂"),
        ("rd-awardd/award/staff=30人", "rd-award"),
    ],
)
def test_a_change_that_names_no_number_is_refused_with_the_nearest(
    change, said, policies, catalogue
):
    if not said:
        revised(policies, [read_change(change)], catalogue)
        return
    with pytest.raises(ChangeError, match=said):
        revised(policies, [read_change(change)], catalogue)


def test_a_place_with_several_numbers_of_the_unit_is_refused_with_all_of_them(policies, catalogue):
    source = POLICY.replace("cap: 50万元", "cap: 50万元\n          least: 1万元")

    with pytest.raises(ChangeError, match=r"award/part/cap.*award/part/least"):
        revised_text(source, [read_change("rd-award/part=30万元")])


def test_the_same_number_twice_is_refused(policies, catalogue):
    twice = [read_change("rd-award/staff=30人"), read_change("rd-award/award/staff=40人")]

    with pytest.raises(ChangeError, match="改了两次"):
        revised(policies, twice, catalogue)


def test_what_loading_refuses_is_refused_here(policies, catalogue):
    with pytest.raises(PackError, match="第"):
        revised(policies, [read_change("rd-award/award/staff/test=20万元")], catalogue)


def test_a_policy_that_relies_on_a_changed_one_changes_with_it(policies, catalogue):
    award, loan = revised(policies, [read_change("rd-award/staff=30人")], catalogue)

    assert "30人" in award.source
    assert "30人" in loan.source
    assert loan.digest != policies[1].digest


def test_policies_without_a_change_are_the_same_objects(policies, catalogue):
    later = revised(policies, [], catalogue)

    assert all(one is other for one, other in zip(later, policies, strict=True))


def test_every_number_of_every_shipped_policy_has_an_address_of_its_own(packs):
    for pack in packs.values():
        numbers = numbers_in(pack.source)

        named = [number_named(Change(pack.id, one.address, one.told), numbers) for one in numbers]

        assert named == list(numbers)
