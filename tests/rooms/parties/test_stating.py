"""Facts are stated by those who may, kept for ever, and disputed where sources disagree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, NotAllowed
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_values import typed_value
from kechuang.parties.models import Party, PartyFact
from kechuang.parties.selectors import FactGroup, fact_groups, fact_sheet, stated_facts
from kechuang.parties.services import ImportCount, NewFact, state_facts
from tests.cast import AT, LATER, Person

APRIL, MAY = date(2025, 4, 28), date(2025, 5, 31)

State = Callable[..., ImportCount]


@pytest.fixture
def revenue(yunlan: Party) -> NewFact:
    return NewFact(yunlan.credit_code, "revenue", 312_000_000, "年度审计报告", APRIL, period="2024")


@pytest.fixture
def state(alice: Person) -> State:
    def run(*facts: NewFact, at: datetime = AT, by: Person = alice) -> ImportCount:
        return state_facts(by=by.actor, at=at, facts=facts)

    return run


def only_group(party: Party) -> FactGroup:
    (group,) = fact_groups(party)
    return group


def test_a_statement_is_kept_with_everything_said_about_it(
    state: State, clerk: Person, revenue: NewFact, yunlan: Party
) -> None:
    full = replace(revenue, unit="元", certified_by="清衡会计师事务所", raw_text="312万")

    assert state(full, by=clerk) == ImportCount(created=1, updated=0, unchanged=0)

    row = PartyFact.objects.get()
    assert (row.party, row.value, row.period, row.as_of) == (yunlan, "312000000", "2024", APRIL)
    assert (row.unit, row.certified_by, row.raw_text) == ("元", "清衡会计师事务所", "312万")
    assert row.recorded_at == AT
    assert Event.objects.get().command == "state_facts"


def test_the_same_statement_twice_is_kept_once(state: State, revenue: NewFact) -> None:
    assert state(revenue, revenue) == ImportCount(created=1, updated=0, unchanged=1)
    assert state(revenue, at=LATER) == ImportCount(created=0, updated=0, unchanged=1)

    assert PartyFact.objects.get().recorded_at == AT
    assert Event.objects.count() == 1


def test_two_sources_that_disagree_are_both_kept_and_marked(
    state: State, revenue: NewFact, yunlan: Party
) -> None:
    state(revenue, replace(revenue, value=298_000_000, source="企业所得税申报表", as_of=MAY))

    group = only_group(yunlan)
    assert len(group.statements) == 2
    assert group.is_disputed
    assert list(fact_sheet(yunlan).conflicts) == [("revenue", "2024")]


def test_two_sources_that_agree_are_no_dispute(
    state: State, revenue: NewFact, yunlan: Party
) -> None:
    state(revenue, replace(revenue, source="企业所得税申报表", as_of=MAY))

    assert not only_group(yunlan).is_disputed


@pytest.mark.parametrize("day", [APRIL, MAY], ids=["the same day", "a later day"])
def test_a_correction_is_a_later_row_of_the_same_source_and_counts(
    day: date, state: State, revenue: NewFact, yunlan: Party
) -> None:
    state(revenue)
    state(replace(revenue, value=99, as_of=day), at=LATER)

    group, sheet = only_group(yunlan), fact_sheet(yunlan)
    assert [row.value for row in group.statements] == ["99", "312000000"]
    assert not group.is_disputed
    assert sheet.facts["revenue", "2024"].value == 99
    assert not sheet.conflicts
    assert [row.value for _, rows in stated_facts([yunlan]) for row in rows] == ["99"]


def test_nobody_certifies_facts_of_the_own_unit(
    state: State, alice: Person, clerk: Person, charlie: Person, revenue: NewFact
) -> None:
    certified = replace(revenue, certified_by="清衡会计师事务所")
    both = replace(clerk.actor, grants=clerk.actor.grants | alice.actor.grants)

    for who in (alice, charlie, replace(clerk, actor=both)):
        with pytest.raises(NotAllowed):
            state(revenue, certified, by=who)

    assert not PartyFact.objects.exists()
    assert state(certified, by=clerk).created == 1


def test_an_uncertified_word_does_not_correct_a_certified_one(
    state: State, clerk: Person, revenue: NewFact, yunlan: Party
) -> None:
    state(replace(revenue, certified_by="清衡会计师事务所"), by=clerk)
    state(replace(revenue, value=99, as_of=MAY), at=LATER)

    assert only_group(yunlan).is_disputed
    assert fact_sheet(yunlan).facts["revenue", "2024"].value == 312_000_000


def example(kind: str) -> object:
    values = {"flag": True, "date": APRIL, "code": "C26", "text": "文字", "list": "[]"}
    return values.get(kind, 42)


@pytest.mark.parametrize("name", fact_catalogue())
def test_every_fact_of_the_catalogue_reads_back_as_it_was_stated(
    name: str, state: State, revenue: NewFact
) -> None:
    definition = fact_catalogue()[name]
    period = "2024" if definition.is_yearly else ""
    value = example(definition.type)

    state(replace(revenue, name=name, value=value, period=period))

    assert typed_value(name, PartyFact.objects.get().told) == value


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": "turnover"}, "没有这一名称"),
        ({"value": "312"}, "money"),
        ({"value": True}, "money"),
        ({"name": "major_accident", "value": 1}, "flag"),
        ({"name": "established_on", "value": "2015-03-02", "period": ""}, "date"),
        (
            {"name": "established_on", "value": datetime(2015, 3, 2, tzinfo=UTC), "period": ""},
            "date",
        ),
        ({"name": "industry_code", "value": "", "period": ""}, "code"),
        ({"period": ""}, "年度"),
        ({"period": "24"}, "年度"),
        ({"name": "established_on", "value": APRIL}, "不分年度"),
        ({"source": " "}, "来源"),
        ({"source": "源" * 201}, "超过 200"),
        ({"name": "industry_code", "value": "C" * 301, "period": ""}, "超过 300"),
        ({"credit_code": "nobody"}, "没有登记"),
    ],
)
def test_what_does_not_fit_is_refused_with_everything_given_beside_it(
    change: dict[str, object], reason: str, state: State, revenue: NewFact
) -> None:
    with pytest.raises(InvalidInput, match=reason):
        state(revenue, replace(revenue, **change))

    assert not PartyFact.objects.exists()


@pytest.mark.parametrize("who", ["alice", "bob", "clerk", "district_clerk"])
def test_its_people_and_the_bureau_state_facts_about_a_party(
    who: str, revenue: NewFact, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who).actor

    assert state_facts(by=by, at=AT, facts=[revenue]).created == 1


@pytest.mark.parametrize(
    "who", ["charlie", "una", "auditor", "admin", "technology_manager", "expert", "anonymous"]
)
def test_nobody_else_states_facts_about_it(
    who: str, revenue: NewFact, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who).actor

    with pytest.raises(NotAllowed):
        state_facts(by=by, at=AT, facts=[revenue])

    assert not PartyFact.objects.exists()


def test_one_foreign_party_among_many_facts_refuses_them_all(
    alice: Person, revenue: NewFact, outsider_firm: Party
) -> None:
    foreign = replace(revenue, credit_code=outsider_firm.credit_code)

    with pytest.raises(NotAllowed):
        state_facts(by=alice.actor, at=AT, facts=[revenue, foreign])

    assert not PartyFact.objects.exists()


def test_a_clerk_of_a_district_states_facts_of_its_parties_only(
    district_clerk: Person, revenue: NewFact, outsider_firm: Party
) -> None:
    foreign = replace(revenue, credit_code=outsider_firm.credit_code)

    with pytest.raises(NotAllowed):
        state_facts(by=district_clerk.actor, at=AT, facts=[foreign])


def test_the_record_of_a_command_seals_every_word_of_it(state: State, revenue: NewFact) -> None:
    state(revenue)
    state(replace(revenue, as_of=MAY))

    first, second = (event.payload["digest"] for event in Event.objects.all())
    assert first != second


def test_a_thousand_facts_need_as_many_questions_as_one(
    state: State, revenue: NewFact, django_assert_max_num_queries: Callable[..., object]
) -> None:
    facts = [replace(revenue, value=number) for number in range(1_000)]

    with django_assert_max_num_queries(13):
        state(*facts)

    assert PartyFact.objects.count() == 1_000
