from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed, WrongState
from kechuang.base.registry.problems import InvalidContent
from kechuang.outcomes.selectors import outcomes_without_whole_shares
from kechuang.outcomes.services import (
    NewShare,
    register_outcome,
    revise_outcome,
    share_problems,
    verify_outcome,
)
from tests.base.registry.cast import AT, LAKE_DISTRICT, clerk


def test_an_owner_registers_under_the_next_number(alice, content):
    first = register_outcome(by=alice.actor, at=AT, content=content)
    second = register_outcome(by=alice.actor, at=AT, content=content)

    assert (first.number, second.number) == ("CG2026-000001", "CG2026-000002")
    assert first.state == "registered"
    assert [(s.owner, s.share_bp) for s in first.shares.all()] == [
        ("云澜理工大学", 7_000),
        ("云澜玻璃研究所", 3_000),
    ]


def test_a_discipline_given_by_name_is_kept_by_its_code(registered):
    assert registered.discipline == "430"


def test_an_outsider_registers_nothing(charlie, content):
    with pytest.raises(NotAllowed):
        register_outcome(by=charlie.actor, at=AT, content=content)


def test_a_district_clerk_registers_for_owners_of_the_district_only(content):
    here, elsewhere = clerk("here", district=LAKE_DISTRICT), clerk("there", district="990105")

    register_outcome(by=here.actor, at=AT, content=content)
    with pytest.raises(NotAllowed):
        register_outcome(by=elsewhere.actor, at=AT, content=content)


@given(st.lists(st.integers(1, 9_999), min_size=1, max_size=5))
def test_only_shares_that_are_exactly_the_whole_are_accepted(parts):
    shares = [NewShare(f"权利人{place}", part) for place, part in enumerate(parts)]
    rest = 10_000 - sum(parts)

    assert bool(list(share_problems(shares))) == (rest != 0)
    if rest > 0:
        assert list(share_problems([*shares, NewShare("最后一位", rest)])) == []


@pytest.mark.parametrize(
    "shares",
    [
        (),
        (NewShare("甲", 10_001),),
        (NewShare("甲", 9_999),),
        (NewShare("甲", 11_000), NewShare("乙", -1_000)),
        (NewShare("甲", 5_000), NewShare("甲", 5_000)),
        (NewShare(" ", 10_000),),
    ],
)
def test_shares_that_are_not_a_clear_whole_are_refused_and_nothing_is_written(
    bureau, content, shares
):
    events = Event.objects.count()

    with pytest.raises(InvalidContent) as refused:
        register_outcome(by=bureau.actor, at=AT, content=replace(content, owners=shares))

    assert {problem.field for problem in refused.value.problems} == {"owners"}
    assert Event.objects.count() == events


def test_the_invariant_finds_shares_changed_behind_the_services(registered):
    assert list(outcomes_without_whole_shares()) == []

    registered.shares.filter(share_bp=3_000).update(share_bp=2_999)

    assert list(outcomes_without_whole_shares()) == [registered]


def test_every_problem_is_told_at_once_in_both_languages(alice, content):
    wrong = replace(
        content, title=" ", maturity=10, price_fen=-1, rights="crown", cooperation_modes=("gift",)
    )

    with pytest.raises(InvalidContent) as refused:
        register_outcome(by=alice.actor, at=AT, content=wrong)

    fields = [problem.field for problem in refused.value.problems]
    assert fields == ["title", "maturity", "price_fen", "rights", "cooperation_modes"]
    assert "技术就绪水平应为 1 至 9" in refused.value.why.zh
    assert "must be 1 to 9" in refused.value.why.en


def test_a_revision_replaces_content_and_shares(bob, registered, content):
    new = replace(content, title="新名称", owners=(NewShare("甲", 10_000),))

    revise_outcome(by=bob.actor, at=AT, outcome=registered, content=new)

    registered.refresh_from_db()
    assert registered.title == "新名称"
    assert [s.owner for s in registered.shares.all()] == ["甲"]
    event = Event.objects.last()
    assert event.command == "revise_outcome"
    assert event.payload["changed"] == ["title"]


def test_an_outsider_revises_nothing(charlie, registered, content):
    with pytest.raises(NotAllowed):
        revise_outcome(by=charlie.actor, at=AT, outcome=registered, content=content)


def test_a_verified_outcome_is_not_revised(alice, bureau, registered, content):
    verify_outcome(by=bureau.actor, at=AT, outcome=registered)

    with pytest.raises(WrongState):
        revise_outcome(by=alice.actor, at=AT, outcome=registered, content=content)


def test_the_bureau_revises_without_touching_the_confidential_text(bureau, registered, content):
    new = replace(content, title="校正后的名称", confidential_text="")

    revised = revise_outcome(by=bureau.actor, at=AT, outcome=registered, content=new)

    assert (revised.title, revised.confidential_text) == (
        "校正后的名称",
        content.confidential_text,
    )


def test_no_event_tells_the_confidential_text(registered, content):
    payloads = [str(event.payload) for event in Event.objects.all()]

    assert not [text for text in payloads if content.confidential_text in text]
