"""Names are public; facts are not."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist
from pytest_django import DjangoAssertNumQueries

from kechuang.base.actors import system_actor
from kechuang.parties.models import FormerName, Party
from kechuang.parties.selectors import party_detail
from kechuang.parties.services import NewFact, NewRelation, relate_parties, state_facts
from tests.cast import AT, HARBOUR_DISTRICT, Person, party, person

CANARY = "金丝雀审计报告"
SYSTEM = system_actor("test")


@pytest.fixture
def firm(yunlan: Party) -> Party:
    """Alice's firm, with two facts of which one is disputed."""
    revenue = [
        NewFact(yunlan.credit_code, "revenue", value, source, date(2025, 4, 28), period="2024")
        for value, source in ((312_000_000, CANARY), (298_000_000, "申报表"))
    ]
    safe = NewFact(
        yunlan.credit_code, "major_accident", False, "监管部门", date(2025, 1, 1), period="2024"
    )
    state_facts(by=SYSTEM, at=AT, facts=[*revenue, safe])
    return yunlan


@pytest.mark.parametrize("who", ["alice", "bob", "clerk", "district_clerk", "auditor"])
def test_its_people_the_bureau_and_auditors_read_facts(
    who: str, firm: Party, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(who).client.get(f"/parties/{firm.pk}/").content.decode()

    assert CANARY in page
    assert page.count("来源不一致</span>") == 1


@pytest.mark.parametrize(
    "who", ["charlie", "una", "admin", "technology_manager", "expert", "anonymous"]
)
def test_everybody_else_reads_the_registration_only(
    who: str, firm: Party, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(who).client.get(f"/parties/{firm.pk}/").content.decode()

    assert firm.name in page
    assert firm.credit_code in page
    assert CANARY not in page
    assert "state_facts" not in page


def test_a_clerk_of_another_district_reads_no_facts(firm: Party) -> None:
    neighbour = person("neighbour", "bureau", district=HARBOUR_DISTRICT)

    assert CANARY not in neighbour.client.get(f"/parties/{firm.pk}/").content.decode()


def test_the_university_s_expert_reads_no_facts_of_the_university(
    expert: Person, una: Person, university: Party
) -> None:
    fact = NewFact(
        university.credit_code, "employees", 900, CANARY, date(2025, 1, 31), period="2024"
    )
    state_facts(by=una.actor, at=AT, facts=[fact])
    address = f"/parties/{university.pk}/"

    assert CANARY in una.client.get(address).content.decode()
    assert CANARY not in expert.client.get(address).content.decode()


def test_former_names_and_relations_are_public(
    anonymous: Person, firm: Party, outsider_firm: Party
) -> None:
    FormerName.objects.create(party=firm, name="老云澜厂", until=date(2020, 5, 4))
    owner = NewRelation(firm.credit_code, outsider_firm.credit_code, "shareholder", 5_150)
    relate_parties(by=SYSTEM, at=AT, relations=[owner])

    page = anonymous.client.get(f"/parties/{firm.pk}/").content.decode()
    owned = anonymous.client.get(f"/parties/{outsider_firm.pk}/").content.decode()

    assert all(part in page for part in ("老云澜厂", "2020-05-04", outsider_firm.name, "51.5%"))
    assert firm.name in owned


def test_a_party_that_is_not_registered_is_not_found(anonymous: Person) -> None:
    assert anonymous.client.get("/parties/404/").status_code == 404
    with pytest.raises(ObjectDoesNotExist):
        party_detail(404)


def listed(who: Person, query: str) -> set[str]:
    page = who.client.get(f"/parties/?{query}")
    return {row.record.name for row in page.context["table"].rows}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"云澜甲科技有限公司", "云港乙机械有限公司", "云澜理工大学"}),
        ("q=云澜", {"云澜甲科技有限公司", "云澜理工大学"}),
        ("q=老港口厂", {"云港乙机械有限公司"}),
        ("q=%20云港乙%20", {"云港乙机械有限公司"}),
        ("q=CODE", {"云港乙机械有限公司"}),
        ("kind=university", {"云澜理工大学"}),
        (f"region_code={HARBOUR_DISTRICT}", {"云港乙机械有限公司"}),
        ("industry_code=C35", {"云港乙机械有限公司"}),
        ("kind=university&q=云港", set()),
    ],
)
def test_filters(
    query: str,
    expected: set[str],
    anonymous: Person,
    yunlan: Party,
    outsider_firm: Party,
    university: Party,
) -> None:
    for name in ("老港口厂", "老港口厂二"):
        FormerName.objects.create(party=outsider_firm, name=name)
    Party.objects.filter(pk=outsider_firm.pk).update(industry_code="C351")

    assert listed(anonymous, query.replace("CODE", outsider_firm.credit_code[:14])) == expected


def test_a_party_with_two_matching_former_names_is_listed_once(
    anonymous: Person, yunlan: Party
) -> None:
    for name in ("老厂", "老厂二"):
        FormerName.objects.create(party=yunlan, name=name)

    page = anonymous.client.get("/parties/?q=老厂")

    assert len(page.context["table"].rows) == 1


def test_a_longer_list_asks_no_more_questions(
    anonymous: Person, yunlan: Party, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    anonymous.client.get("/parties/")
    with django_assert_num_queries(9, exact=False) as first:
        anonymous.client.get("/parties/")
    party("第二家")
    party("第三家")

    with django_assert_num_queries(len(first)):
        anonymous.client.get("/parties/")


def test_more_facts_and_relations_ask_no_more_questions(
    alice: Person, firm: Party, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def relate(name: str) -> None:
        other = party(name)
        related = NewRelation(firm.credit_code, other.credit_code, "branch")
        relate_parties(by=SYSTEM, at=AT, relations=[related])

    relate("分公司一")
    with django_assert_num_queries(20, exact=False) as first:
        alice.client.get(f"/parties/{firm.pk}/")
    relate("分公司二")
    relate("分公司三")

    with django_assert_num_queries(len(first)):
        alice.client.get(f"/parties/{firm.pk}/")
