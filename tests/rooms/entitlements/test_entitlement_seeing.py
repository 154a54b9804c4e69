"""Answers quote facts: a party's own people, the bureau of its district and auditors read them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.entitlements.models import Entitlement
from tests.journeys.small_region import BUYER, FACT_CANARY, Region
from tests.journeys.workbooks import cells_of

pytestmark = pytest.mark.django_db
CLAUSE_ADDRESS = "/entitlements/{}/{}/".format(*BUYER)


def client_of(region: Region, role: str) -> Client:
    return region.people[role].client if role in region.people else Client()


@pytest.mark.parametrize(
    ("role", "mine", "near"),
    [
        ("anonymous", 403, 403),
        ("enterprise", 200, 403),
        ("outsider", 403, 403),
        ("institution", 403, 403),
        ("technology_manager", 403, 403),
        ("administrator", 403, 403),
        ("bureau", 200, 200),
        ("district_clerk", 403, 200),
        ("auditor", 200, 200),
    ],
)
def test_who_reads_a_party_s_answers(region: Region, role: str, mine: int, near: int) -> None:
    client = client_of(region, role)

    for party, expected in ((region.mine, mine), (region.near, near)):
        answer = Entitlement.objects.filter(party=party).first()
        assert answer
        addresses = [
            reverse("entitlements:party", args=[party.pk]),
            reverse("entitlements:answer", args=[answer.pk]),
            f"/api/parties/{party.pk}/answers",
            f"/api/parties/{party.pk}/facts",
            f"/api/answers/{answer.pk}",
        ]
        assert [client.get(address).status_code for address in addresses] == [expected] * 5


@pytest.mark.parametrize(
    ("role", "expected"),
    [("anonymous", 403), ("enterprise", 403), ("administrator", 403), ("bureau", 200)],
)
def test_who_surveys_clauses(region: Region, role: str, expected: int) -> None:
    client = client_of(region, role)

    assert client.get("/entitlements/").status_code == expected
    assert client.get(CLAUSE_ADDRESS).status_code == expected
    assert client.get(CLAUSE_ADDRESS, {"export": "xlsx"}).status_code == expected


def test_the_party_s_own_people_see_the_source_of_each_fact(region: Region) -> None:
    answer = Entitlement.objects.get(party=region.mine, pack_id=BUYER[0], clause_id=BUYER[1])

    page = region.people["enterprise"].client.get(reverse("entitlements:answer", args=[answer.pk]))

    assert FACT_CANARY in page.content.decode()


def test_a_district_clerk_surveys_the_own_district_only(region: Region) -> None:
    clerk, bureau = region.people["district_clerk"].client, region.people["bureau"].client

    seen = clerk.get(CLAUSE_ADDRESS).content.decode()
    exported = cells_of(clerk.get(CLAUSE_ADDRESS, {"export": "xlsx"}))
    all_exported = cells_of(bureau.get(CLAUSE_ADDRESS, {"export": "xlsx"}))

    assert region.near.name in seen
    assert {region.near.name, region.blank.name} <= exported
    for party in (region.mine, region.strange):
        assert party.name not in seen
        assert party.name not in exported
        assert party.name in all_exported


def test_a_clerk_s_board_counts_the_own_district_only(region: Region) -> None:
    context = region.people["district_clerk"].client.get("/entitlements/").context
    reach = {
        (board.clause.document.pack_id, board.clause.clause_id): board.reach
        for board in context["boards"]
    }

    assert (reach[BUYER].met, reach[BUYER].near_misses, reach[BUYER].unknown) == (0, 1, 1)
    assert reach[BUYER].ceiling_fen == 0
