"""What a firm says about itself never stands in the place of what an authority says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.engines.rulebook import Fact, FactSheet
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import fact_groups, fact_sheet
from kechuang.parties.services import ImportCount, NewFact, certify_fact, state_facts
from tests.cast import AT, LATER, Person

JANUARY, MAY = date(2026, 1, 31), date(2026, 5, 31)
TAX = "税务部门"
KEY = ("employees", "2025")

State = Callable[..., ImportCount]


@pytest.fixture
def told(yunlan: Party) -> NewFact:
    """The tax office imported it and nobody certified it."""
    return NewFact(yunlan.credit_code, "employees", 40, TAX, JANUARY, period="2025")


def state(by: Person, *facts: NewFact) -> ImportCount:
    return state_facts(by=by.actor, at=AT, facts=facts)


@pytest.mark.parametrize("day", [JANUARY, MAY], ids=["the same day", "a later day"])
def test_a_firm_that_types_an_authority_s_name_replaces_nothing(
    day: date, clerk: Person, alice: Person, yunlan: Party, told: NewFact
) -> None:
    state(clerk, told)
    state(alice, replace(told, value=400, as_of=day))

    sheet = fact_sheet(yunlan)
    assert sheet.facts[KEY].value == 40
    (other,) = sheet.conflicts[KEY].others
    assert (other.value, other.source) == (400, "企业填报（税务部门）")
    (group,) = fact_groups(yunlan)
    assert group.is_disputed
    assert not group.unverified


@pytest.mark.parametrize("typed", ["企业填报（税务部门）", " 税务部门 "])
def test_its_own_word_is_marked_once_however_it_is_typed(
    alice: Person, told: NewFact, typed: str
) -> None:
    state(alice, replace(told, source=typed))

    assert PartyFact.objects.get().source == "企业填报（税务部门）"


def test_a_university_s_own_word_is_no_firm_s(una: Person, university: Party) -> None:
    fact = NewFact(university.credit_code, "employees", 40, "年报", JANUARY, period="2025")
    state(una, fact)

    assert PartyFact.objects.get().source == "单位填报（年报）"


def test_who_acts_for_the_firm_and_the_bureau_speaks_as_the_firm(
    alice: Person, clerk: Person, told: NewFact
) -> None:
    both = replace(clerk.actor, grants=clerk.actor.grants | alice.actor.grants)
    state_facts(by=both, at=AT, facts=[told])

    assert PartyFact.objects.get().source == "企业填报（税务部门）"


def test_nobody_else_speaks_in_the_firm_s_name(clerk: Person, alice: Person, told: NewFact) -> None:
    state(alice, told)

    with pytest.raises(InvalidInput, match="own word"):
        state(clerk, replace(told, source="企业填报（税务部门）", value=4, as_of=MAY))


def test_a_blank_source_stays_refused(alice: Person, told: NewFact) -> None:
    with pytest.raises(InvalidInput, match="来源"):
        state(alice, replace(told, source="  "))


@pytest.mark.parametrize("own", ["企业填报", "企业填报（年报）", "单位填报（年报）"])
def test_authorities_come_before_the_firm_whatever_their_age(own: str) -> None:
    ranked = [
        Fact("employees", 1, "2025", source="海关", as_of=JANUARY, certified_by="审计所"),
        Fact("employees", 2, "2025", source="税务部门", as_of=MAY),
        Fact("employees", 3, "2025", source="海关", as_of=JANUARY),
        Fact("employees", 4, "2025", source=own, as_of=MAY),
    ]

    for place, best in enumerate(ranked):
        sheet = FactSheet("x", reversed(ranked[place:]))
        assert sheet.facts[KEY].value == best.value
    certified = ranked[3]._replace(certified_by="审计所")
    assert FactSheet("x", [*ranked[1:3], certified]).facts[KEY].value == 4


def test_the_page_says_that_nobody_checked_it(
    alice: Person, clerk: Person, yunlan: Party, told: NewFact
) -> None:
    state(alice, told)
    (group,) = fact_groups(yunlan)
    pages = [who.client.get(f"/parties/{yunlan.pk}/").content.decode() for who in (alice, clerk)]

    assert group.unverified == {group.statements[0].pk}
    assert all("企业自报，尚未核验" in page for page in pages)
    assert ["/certify/" in page for page in pages] == [False, True]
    assert "企业填报" in alice.client.get(f"/parties/{yunlan.pk}/facts/new/").content.decode()


def test_what_is_certified_counts_first_and_the_firm_s_statement_stays(
    alice: Person, clerk: Person, yunlan: Party, told: NewFact
) -> None:
    state(alice, told)
    said = PartyFact.objects.get()
    page = clerk.client.post(f"/parties/facts/{said.pk}/certify/", {"certified_by": "市税务局"})

    assert page.status_code == 302
    best = fact_sheet(yunlan).facts[KEY]
    assert (best.value, best.certified_by, best.as_of) == (40, "市税务局", JANUARY)
    assert not best.is_own_word
    assert PartyFact.objects.count() == 2
    (group,) = fact_groups(yunlan)
    assert not group.unverified


@pytest.mark.parametrize("who", ["alice", "charlie", "auditor"])
def test_only_its_authority_certifies(
    who: str, alice: Person, told: NewFact, request: pytest.FixtureRequest
) -> None:
    state(alice, told)
    by = request.getfixturevalue(who)
    said = PartyFact.objects.get()

    with pytest.raises(NotAllowed):
        certify_fact(by=by.actor, at=LATER, fact=said, certified_by="市税务局")
    assert by.client.get(f"/parties/facts/{said.pk}/certify/").status_code == 403


def test_what_the_firm_has_said_otherwise_since_is_not_certified(
    alice: Person, clerk: Person, told: NewFact
) -> None:
    state(alice, told)
    first = PartyFact.objects.get()
    state(alice, replace(told, value=41, as_of=MAY))

    with pytest.raises(WrongState, match="something else"):
        certify_fact(by=clerk.actor, at=LATER, fact=first, certified_by="市税务局")
