"""Every address answers every kind of visitor as the table says; a new address needs a row."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from pytest_django import DjangoDbBlocker

from kechuang.design.navigation import ACCOUNT, MAIN, WORKSPACE, links
from tests.api.addresses import Arguments, address_of, every_name, samples_of
from tests.api.audiences import ASKERS, NONE, Record
from tests.api.expectations import TABLE, expected
from tests.api.telling import STRANGERS, leaks_to, said_by
from tests.api.visits import ROLES, client_of, visit
from tests.journeys.small_region import Region

pytestmark = pytest.mark.django_db
TAKES_REQUEST = 2
SAMPLES = {
    "demand": Record("demand", "mine", "published", ids={"command": "withdraw"}),
    "outcome": Record("outcome", "university", "published", ids={"command": "withdraw"}),
    "party": Record("party", "mine", sender="bureau"),
    "answer": Record("answer", "mine"),
    "standing": Record("standing", "mine"),
    "import": Record("import", state="uploaded", sender="enterprise"),
    "account": Record("account", state="active"),
    "opening": Record("opening", "mine", "open", sender="bureau"),
    "erasure": Record("erasure", state="active"),
    "membership": Record("membership", state="current"),
    "policy": Record("policy", state="listed"),
    "clause": Record("clause", state="listed"),
    "claim_round": Record("claim_round", state="open"),
    "filed_claim": Record("filed_claim", state="open"),
    "payment_run": Record("payment_run", state="sent"),
    "sent_run": Record("payment_run", state="sent"),
    "receipt": Record("receipt", "mine"),
    "payee": Record("payee", "mine"),
    "answer_file": Record("answer_file", sender="bureau"),
    "grant": Record("grant", "mine"),
    "case": Record("case", "mine"),
    "offer": Record("offer", "mine"),
    "item": Record("item", "mine"),
    "need": Record("need", "mine"),
    "bid": Record("bid", "mine"),
    "seal": Record("seal", "mine"),
    "project": Record("project", "mine"),
    "instruction": Record("instruction", state="prepared", sender="bureau"),
}


@pytest.fixture(scope="module")
def samples(region: Region, django_db_blocker: DjangoDbBlocker) -> dict[str, Arguments]:
    with django_db_blocker.unblock():
        return samples_of(region)


def test_every_address_has_its_row() -> None:
    assert every_name() == sorted(TABLE)


def answers(region: Region, method: str, address: str, name: str) -> dict[str, HttpResponse]:
    clients = {role: client_of(region, role) for role in ROLES}
    return {role: visit(client, method, address, TABLE[name]) for role, client in clients.items()}


def statuses(answered: Mapping[str, HttpResponse]) -> dict[str, int]:
    return {role: answer.status_code for role, answer in answered.items()}


def promised(name: str, method: str) -> dict[str, int]:
    row = TABLE[name]
    record = SAMPLES.get(row.kind, NONE)
    return {role: expected(row, method, ASKERS[role], record) for role in ROLES}


@pytest.mark.parametrize("name", TABLE)
def test_reading(region: Region, samples: Mapping[str, Arguments], name: str) -> None:
    address = address_of(name, samples)

    found = answers(region, "GET", address, name)

    assert statuses(found) == promised(name, "GET")
    leaks = {role: leaks_to(role, said_by(found[role])) for role in ROLES if role in STRANGERS}
    assert not any(leaks.values()), leaks


def test_what_bears_the_name_of_a_method_answers_requests(samples: Mapping[str, Arguments]) -> None:
    """A property ``head`` of a page would be asked for ``HEAD``."""
    views = {resolve(address_of(name, samples)).func for name in TABLE}
    classes = {view.view_class for view in views if hasattr(view, "view_class")}
    handlers = [
        (each, method, getattr(each, method))
        for each in classes
        for method in each.http_method_names
        if hasattr(each, method)
    ]

    assert handlers
    assert [
        (page, method)
        for page, method, handler in handlers
        if len(signature(handler).parameters) < TAKES_REQUEST
    ] == []


@pytest.mark.parametrize("name", TABLE)
def test_giving(region: Region, samples: Mapping[str, Arguments], name: str) -> None:
    address = address_of(name, samples)

    found = answers(region, "POST", address, name)

    assert statuses(found) == promised(name, "POST")


@pytest.mark.parametrize(
    "role", [*ROLES[1:], "institution", "district_clerk", "technology_manager"]
)
def test_the_menu_leads_nowhere_closed(region: Region, rf: RequestFactory, role: str) -> None:
    request = rf.get("/")
    request.actor = region.people[role].actor  # type: ignore[attr-defined]
    client = region.people[role].client

    open_links = [link.url for link in links((*MAIN, *WORKSPACE, *ACCOUNT), request)]

    assert "/workspace/" in open_links
    statuses = {url: client.get(url).status_code for url in open_links}
    assert [url for url, status in statuses.items() if status >= 400] == []
