"""What is not theirs never reaches a stranger: on no page, in no export, search or JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.demands.models import Demand
from kechuang.entitlements.models import Entitlement
from kechuang.outcomes.models import Outcome
from kechuang.parties.models import Party
from kechuang.portal.searching import _library
from tests.api.addresses import Arguments, address_of, every_name, samples_of
from tests.api.telling import STRANGERS, leaks_to, said_by
from tests.api.visits import ROLES, client_of
from tests.journeys.small_region import (
    CANARIES,
    DEMAND_CANARY,
    FACT_CANARY,
    HIDDEN_NAME,
    OUTCOME_CANARY,
    SHOWN_NAME,
    Region,
)

pytestmark = pytest.mark.django_db
Told = Callable[[str], dict[str, str]]
LISTS = ("/outcomes/", "/demands/", "/parties/", "/policies/")
API_LISTS = ("/api/outcomes", "/api/demands", "/api/parties")
SEARCHES = ("/search/", *API_LISTS)
READERS = {*ROLES} - {"bureau"}
Walked = Callable[[str], Iterable[str]]


@pytest.fixture(scope="module")
def samples(region: Region, django_db_blocker: DjangoDbBlocker) -> dict[str, Arguments]:
    with django_db_blocker.unblock():
        return samples_of(region)


@pytest.fixture(scope="module")
def addresses(
    region: Region, samples: Mapping[str, Arguments], django_db_blocker: DjangoDbBlocker
) -> Walked:
    """Every address, with every record of the region in the place of its id; whoever reads the
    table of addresses meets those with one sample there."""
    _library.cache_clear()
    exports = [f"{address}?export=xlsx" for address in LISTS]
    named = [address_of(name, samples) for name in every_name()]
    with django_db_blocker.unblock():
        records = [*LISTS, *API_LISTS, *exports, *_records()]
    return lambda role: records if role in READERS else [*named, *records]


@pytest.fixture(scope="module")
def told(region: Region, addresses: Walked) -> Told:
    """What each address says to a role; walked once for each."""

    @cache
    def walked(role: str) -> dict[str, str]:
        client = client_of(region, role)
        return {address: said_by(client.get(address)) for address in addresses(role)}

    return walked


@pytest.mark.parametrize("role", STRANGERS)
def test_no_address_tells_a_stranger(told: Told, role: str) -> None:
    answers = told(role)

    leaks = {address: leaks_to(role, text) for address, text in answers.items()}
    assert {address: found for address, found in leaks.items() if found} == {}


@pytest.mark.parametrize("role", ["anonymous", "outsider"])
@pytest.mark.parametrize("address", [*SEARCHES, *LISTS])
@pytest.mark.parametrize("canary", [*CANARIES, HIDDEN_NAME[2:6]])
def test_asking_for_it_finds_nothing(region: Region, role: str, address: str, canary: str) -> None:
    client = client_of(region, role)

    answers = [
        client.get(address, {parameter: canary, "export": export})
        for parameter in ("q", "enterprise", "owner")
        for export in ("", "xlsx")
    ]

    hidden = region.demands["hidden"].title
    if address == "/demands/":
        found = client.get(address, {"enterprise": canary})
        assert hidden not in found.content.decode()
    if address == "/api/demands":
        assert client.get(address, {"q": canary}).json()["items"] == []
    assert all(_without_question(said_by(answer), canary).count(canary) == 0 for answer in answers)


def test_the_same_walk_finds_the_twin_who_shows_its_name(region: Region, told: Told) -> None:
    answers = told("anonymous")

    telling = {address for address, text in answers.items() if SHOWN_NAME in text}
    shown = region.demands["shown"].pk
    assert {"/demands/", "/demands/?export=xlsx", f"/demands/{shown}/"} <= telling
    assert {"/api/demands", f"/api/demands/{shown}"} <= telling


def test_the_same_walk_tells_those_who_may_know(region: Region, told: Told) -> None:
    bureau = "".join(told("bureau").values())
    own = "".join(told("enterprise").values())

    assert HIDDEN_NAME in bureau
    assert FACT_CANARY in own
    assert region.demands["draft"].title in own
    assert region.outcomes["registered"].title in bureau


def test_the_bureau_reads_confidential_text_only_by_asking(region: Region, told: Told) -> None:
    client = region.people["bureau"].client

    unasked = "".join(told("bureau").values())
    asked = client.post(f"/demands/{region.demands['open'].pk}/confidential/").content.decode()

    assert OUTCOME_CANARY not in unasked
    assert DEMAND_CANARY not in unasked
    assert DEMAND_CANARY in asked


def _records() -> Iterator[str]:
    pages = {
        Outcome: ("/outcomes/{}/", "/outcomes/{}/edit/", "/api/outcomes/{}"),
        Demand: (
            "/demands/{}/",
            "/demands/{}/edit/",
            "/matching/demand/{}/",
            "/api/demands/{}",
            "/api/demands/{}/matches",
        ),
        Party: (
            "/parties/{}/",
            "/entitlements/party/{}/",
            "/api/parties/{}/facts",
            "/api/parties/{}/answers",
        ),
        Entitlement: ("/entitlements/answer/{}/", "/api/answers/{}"),
    }
    for model, forms in pages.items():
        keys = list(model.objects.values_list("pk", flat=True))
        yield from chain.from_iterable((form.format(pk) for form in forms) for pk in keys)


def _without_question(page: str, question: str) -> str:
    """The page without its own search box and links, which repeat the question."""
    kept = page.replace(f'value="{question}"', "")
    return kept.replace(f"q={question}", "")
