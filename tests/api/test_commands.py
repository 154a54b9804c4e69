"""The interface: commands need a session and its token; ids and values are checked, never fail."""

from __future__ import annotations

import json

import pytest
from django.http import HttpResponse
from django.test import Client

from kechuang.matching.models import MatchDecision
from tests.journeys.small_region import Region

pytestmark = pytest.mark.django_db
ACCEPT = {"decision": "accepted"}


def address(region: Region) -> str:
    return f"/api/demands/{region.demands['open'].pk}/matches/{region.outcomes['magnet'].pk}"


def send(client: Client, to: str, body: object, **headers: str) -> HttpResponse:
    content = body if isinstance(body, str) else json.dumps(body)
    return client.post(to, content, content_type="application/json", headers=headers)


def strict(region: Region, role: str) -> Client:
    """A client of that person whom Django checks as it checks a browser."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = region.people[role].client.cookies.copy()
    return client


def assert_refused(answer: HttpResponse, status: int) -> None:
    said = answer.json()
    assert answer.status_code == status
    assert all(said[part][tongue] for part in ("what", "why", "mend") for tongue in ("zh", "en"))


def test_a_decision_with_the_token_is_kept(region: Region) -> None:
    client = strict(region, "enterprise")
    client.get("/demands/new/")
    token = client.cookies["csrftoken"].value

    answer = send(client, address(region), ACCEPT, **{"X-CSRFToken": token})

    assert answer.status_code == 200
    assert answer.json()["decision"] == "accepted"
    assert MatchDecision.objects.get().outcome == region.outcomes["magnet"]


def test_a_decision_without_the_token_is_refused(region: Region) -> None:
    answer = send(strict(region, "enterprise"), address(region), ACCEPT)

    assert_refused(answer, 403)
    assert not MatchDecision.objects.exists()


@pytest.mark.parametrize("page", ["/sweeps/start/", "/matching/demand/1/outcome/1/"])
def test_a_page_s_command_without_the_token_is_refused(region: Region, page: str) -> None:
    assert strict(region, "bureau").post(page).status_code == 403


def test_a_decision_without_log_in_is_refused(region: Region) -> None:
    assert_refused(send(Client(), address(region), ACCEPT), 401)


def test_an_outsider_is_refused(region: Region) -> None:
    client = region.people["outsider"].client

    assert_refused(send(client, address(region), ACCEPT), 403)
    assert not MatchDecision.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        {},
        {"decision": "maybe"},
        {"decision": True},
        {"decision": ["accepted"]},
        {"decision": "declined"},
        {"decision": "declined", "reason": "  "},
        {"decision": "declined", "reason": None},
        {"decision": "declined", "reason": 1},
        {"decision": "declined", "reason": "x" * 501},
        {"decision": "declined", "reason": "a\0b"},
    ],
)
def test_a_body_that_does_not_fit_is_refused(region: Region, body: object) -> None:
    assert_refused(send(region.people["enterprise"].client, address(region), body), 422)
    assert not MatchDecision.objects.exists()


@pytest.mark.parametrize("room", ["outcomes", "demands", "parties", "policies", "answers"])
@pytest.mark.parametrize(
    ("pk", "status"),
    [
        ("999999", 404),
        ("0", 422),
        ("-1", 422),
        ("9223372036854775808", 422),
        ("1" * 400, 422),
        ("true", 422),
        ("1.5", 422),
        ("abc", 422),
    ],
)
def test_ids_out_of_range_are_refused(region: Region, room: str, pk: str, status: int) -> None:
    assert_refused(region.people["bureau"].client.get(f"/api/{room}/{pk}"), status)


@pytest.mark.parametrize("pk", ["999999", "9223372036854775807", "9223372036854775808", "1" * 400])
@pytest.mark.parametrize(
    "page",
    [
        "/outcomes/{}/",
        "/demands/{}/",
        "/parties/{}/",
        "/policies/{}/",
        "/entitlements/party/{}/",
        "/entitlements/answer/{}/",
        "/matching/demand/{}/",
        "/sweeps/{}/",
        "/files/{}/",
        "/imports/{}/",
    ],
)
def test_pages_with_ids_out_of_range_are_not_found(region: Region, page: str, pk: str) -> None:
    assert region.people["bureau"].client.get(page.format(pk)).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "limit=true",
        "limit=",
        "offset=-1",
        "offset=99999999999999999999",
        "q=" + "x" * 201,
        "q=%00",
    ],
)
def test_queries_out_of_range_are_refused(region: Region, query: str) -> None:
    assert_refused(Client().get(f"/api/outcomes?{query}"), 422)


def test_a_page_of_results_counts_all_and_gives_some(region: Region) -> None:
    answer = Client().get("/api/outcomes?limit=2&offset=1").json()

    assert answer["count"] == 3
    assert len(answer["items"]) == 2
