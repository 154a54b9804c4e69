"""Search finds everything public and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kechuang.demands.models import Demand
from kechuang.demands.services import withdraw_demand
from kechuang.engines.match import Document, Index, Query
from kechuang.outcomes.models import Outcome
from kechuang.parties.models import Party
from kechuang.policies.models import PolicyDocument
from kechuang.policies.selectors import listed_clause
from kechuang.portal import searching
from kechuang.portal.searching import search_everything
from tests.base.registry.cast import AT
from tests.journeys.small_region import (
    BUYER,
    CANARIES,
    DEMAND_CANARY,
    FACT_CANARY,
    OUTCOME_CANARY,
    SYSTEM,
    Region,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Records of another test may carry the same times."""
    searching._library.cache_clear()
    yield
    searching._library.cache_clear()


def urls(text: str, kind: str = "") -> list[str]:
    return [found.url for found in search_everything(text, kind=kind)]


def test_each_kind_is_found_first_by_its_own_words(region: Region) -> None:
    clause = listed_clause(*BUYER)

    assert "/policies/{}/{}/".format(*BUYER) in urls(clause.title)[:2]
    assert urls("低重稀土磁体")[0] == f"/outcomes/{region.outcomes['magnet'].pk}/"
    assert urls("减少重稀土", "demand")[0] == f"/demands/{region.demands['open'].pk}/"
    assert urls(region.blank.name)[0] == f"/parties/{region.blank.pk}/"
    assert urls("magnet technology")[0] == f"/outcomes/{region.outcomes['magnet'].pk}/"


def test_a_kind_narrows_the_search(region: Region) -> None:
    kinds = {found.kind for found in search_everything("电机")}

    assert kinds >= {"outcome", "demand", "party"}
    assert {found.kind for found in search_everything("电机", kind="demand")} == {"demand"}


@pytest.mark.parametrize("text", [FACT_CANARY, OUTCOME_CANARY, DEMAND_CANARY])
def test_confidential_words_find_no_record(region: Region, text: str) -> None:
    kinds = {found.kind for found in search_everything(text)}

    assert not kinds & {"outcome", "demand"}


@pytest.mark.parametrize("text", CANARIES)
def test_nothing_confidential_is_shown(region: Region, client: Client, text: str) -> None:
    asked = client.get("/search/", {"q": text}).content.decode()
    unasked = client.get("/search/", {"q": "电机"}).content.decode()
    found = [*search_everything(text), *search_everything("电机")]

    assert not any(text in _words(entry) for entry in found)
    assert asked.count(text) <= 2  # the question itself, in its box and in no answer
    assert text not in unasked


def test_an_index_over_confidential_text_would_find_it(region: Region) -> None:
    hidden = [
        *Outcome.objects.values_list("confidential_text", flat=True),
        *Demand.objects.values_list("confidential_text", "enterprise_name"),
    ]
    documents = [Document(str(number), str(text)) for number, text in enumerate(hidden)]

    for canary in (OUTCOME_CANARY, DEMAND_CANARY):
        hits = Index.build(documents).search(Query("q", canary))
        assert any(canary in str(hidden[int(hit.document_id)]) for hit in hits)


def test_a_withdrawn_demand_is_found_no_more(region: Region) -> None:
    address = f"/demands/{region.demands['open'].pk}/"
    before = urls("减少重稀土")
    withdraw_demand(by=SYSTEM, at=AT, demand=region.demands["open"], reason="不再需要")

    assert address in before
    assert address not in urls("减少重稀土")


def test_a_policy_off_the_list_is_found_no_more(region: Region) -> None:
    title, address = listed_clause(*BUYER).title, "/policies/{}/{}/".format(*BUYER)
    before = urls(title)
    PolicyDocument.objects.filter(pack_id=BUYER[0]).update(is_listed=False)

    assert address in before
    assert address not in urls(title)


def test_a_renamed_party_is_found_by_its_new_name(region: Region) -> None:
    assert urls("珊瑚新名公司", "party")[:1] != [f"/parties/{region.blank.pk}/"]
    later = AT.replace(year=2027)
    Party.objects.filter(pk=region.blank.pk).update(name="珊瑚新名公司", updated_at=later)

    assert urls("珊瑚新名公司", "party")[0] == f"/parties/{region.blank.pk}/"


@pytest.mark.parametrize(
    "query",
    [
        {"q": ""},
        {"q": "   "},
        {"q": "电机", "page": "many"},
        {"q": "电机", "page": "999"},
        {"q": "电机", "kind": "nonsense"},
        {"q": "\0"},
        {"q": "x" * 5_000},
        {"q": "'\"<script>alert(1)</script>"},
    ],
)
def test_strange_questions_are_answered(
    region: Region, client: Client, query: dict[str, str]
) -> None:
    answer = client.get("/search/", query)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def _words(found: searching.Found) -> str:
    return f"{found.title} {found.title_en} {found.extract}"
