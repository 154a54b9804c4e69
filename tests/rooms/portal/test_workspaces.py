"""Everybody finds their own desk, with what is theirs and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kechuang.demands.services import (
    NewDemand,
    file_demand,
    publish_demand,
    submit_demand,
    vet_demand,
)
from kechuang.portal.workspaces import bureau_desk, party_desks, workspace_of
from tests.base.registry.cast import AT
from tests.journeys.small_region import CANARIES, DRAFT_TITLE, RESTRICTED_TITLE, SYSTEM, Region

pytestmark = pytest.mark.django_db


def submit(region: Region, title: str) -> None:
    alice = region.people["enterprise"].actor
    content = NewDemand(
        title=title,
        enterprise_id=region.mine.pk,
        enterprise_name=region.mine.name,
        problem="轴承噪声大。",
    )
    submit_demand(by=alice, at=AT, demand=file_demand(by=alice, at=AT, content=content))


def publish(region: Region, title: str) -> None:
    submit(region, title)
    demand = region.demands["open"].__class__.objects.get(title=title)
    vet_demand(by=SYSTEM, at=AT, demand=demand)
    publish_demand(by=SYSTEM, at=AT, demand=demand)


def test_a_visitor_is_asked_to_log_in(region: Region, client: Client) -> None:
    answer = client.get("/workspace/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


def test_an_enterprise_sees_its_answers_and_demands(region: Region) -> None:
    (desk,) = party_desks(region.people["enterprise"].actor)

    assert desk.party == region.mine
    assert (desk.reach.met, len(desk.entitlements)) == (1, 1)
    titles = {demand.title for demand in desk.demands}
    assert {DRAFT_TITLE, RESTRICTED_TITLE, region.demands["open"].title} == titles
    assert desk.wanted_by == []


def test_an_institution_sees_who_wants_its_outcomes(region: Region) -> None:
    (desk,) = party_desks(region.people["institution"].actor)

    assert {outcome.source_key for outcome in desk.outcomes} >= {"magnet", "winding", "coating"}
    assert {match.demand.source_key for match in desk.wanted_by} == {"open", "hidden", "shown"}
    page = region.people["institution"].client.get("/workspace/").content.decode()
    assert region.demands["hidden"].title in page


def test_the_bureau_sees_what_waits_for_it(region: Region) -> None:
    submit(region, "待审需求")

    desk = bureau_desk(region.people["bureau"].actor)

    assert [demand.title for demand in desk.demands_to_vet] == ["待审需求"]
    assert [outcome.pk for outcome in desk.outcomes_to_verify] == [region.outcomes["registered"].pk]
    assert [match.demand for match in desk.undecided] == [region.demands["open"]]
    assert sum(desk.strengths.values()) == 4


def test_a_district_clerk_sees_the_own_district_s_work_only(region: Region) -> None:
    submit(region, "湖区待审需求")

    desk = bureau_desk(region.people["district_clerk"].actor)

    assert desk.demands_to_vet == []
    assert desk.outcomes_to_verify == []


def test_a_technology_manager_sees_matches_to_broker_and_nothing_to_vet(region: Region) -> None:
    found = workspace_of(region.people["technology_manager"].actor)

    assert found["bureau"].undecided
    assert found["bureau"].demands_to_vet == []
    assert found["is_bureau"] is False


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_auditors_find_the_chain(region: Region, role: str) -> None:
    page = region.people[role].client.get("/workspace/").content.decode()

    assert "/audit/" in page


@pytest.mark.parametrize("role", ["outsider", "institution", "auditor", "administrator"])
def test_no_desk_shows_what_is_another_s(region: Region, role: str) -> None:
    page = region.people[role].client.get("/workspace/").content.decode()

    shown = [canary for canary in CANARIES if canary in page]
    assert shown == ([] if role != "institution" else [region.outcomes["registered"].title])


@pytest.mark.parametrize("role", ["enterprise", "institution", "bureau", "technology_manager"])
def test_a_desk_asks_as_much_for_many_as_for_few(region: Region, role: str) -> None:
    client = region.people[role].client
    submit(region, "需求一")
    publish(region, "需求甲")
    with CaptureQueriesContext(connection) as for_few:
        client.get("/workspace/")
    for number in range(3):
        submit(region, f"更多需求{number}")
        publish(region, f"更多已发布{number}")

    with CaptureQueriesContext(connection) as for_many:
        client.get("/workspace/")

    assert len(for_many) == len(for_few)
