"""Every address answers every kind of visitor as the table says; a new address needs a row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from pytest_django import DjangoDbBlocker

from kechuang.design.navigation import ACCOUNT, MAIN, WORKSPACE, links
from tests.api.addresses import Arguments, address_of, every_name, samples_of
from tests.journeys.small_region import Region

pytestmark = pytest.mark.django_db
ROLES = ("anonymous", "enterprise", "outsider", "bureau", "auditor", "administrator")
TABLE = Path(__file__).with_name("addresses.txt")


def expectations() -> dict[str, tuple[list[int], list[int]]]:
    """By address: the status of reading and of giving an empty form, for each role."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    statuses = {name: list(map(int, given)) for name, *given in rows}
    return {name: (given[:6], given[6:]) for name, given in statuses.items()}


EXPECTED = expectations()


@pytest.fixture(scope="module")
def samples(region: Region, django_db_blocker: DjangoDbBlocker) -> dict[str, Arguments]:
    with django_db_blocker.unblock():
        return samples_of(region)


def client_of(region: Region, role: str) -> Client:
    return region.people[role].client if role in region.people else Client()


def test_every_address_has_its_row() -> None:
    assert every_name() == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_reading(region: Region, samples: Mapping[str, Arguments], name: str) -> None:
    address = address_of(name, samples)

    found = [client_of(region, role).get(address).status_code for role in ROLES]

    assert found == EXPECTED[name][0]


@pytest.mark.parametrize("name", EXPECTED)
def test_giving(region: Region, samples: Mapping[str, Arguments], name: str) -> None:
    address = address_of(name, samples)

    found = [_given(client_of(region, role), address) for role in ROLES]

    assert found == EXPECTED[name][1]


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


def _given(client: Client, address: str) -> int:
    """The status of an empty POST whose effect is undone."""
    with transaction.atomic():
        status = client.post(address).status_code
        transaction.set_rollback(True)
    return status
