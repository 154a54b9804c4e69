"""Everybody reads the library: metadata, conditions in words, the pack itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kechuang.engines.rulebook import Verdict
from kechuang.policies.models import PolicyDocument
from kechuang.policies.selectors import (
    conditions_in_words,
    listed_clause,
    listed_clauses,
    listed_policies,
)
from tests.journeys.small_region import BUYER, ON, Region

pytestmark = pytest.mark.django_db


def test_every_policy_and_clause_opens_in_both_languages(region: Region, client: Client) -> None:
    addresses = [reverse("policies:detail", args=[d.pk]) for d in PolicyDocument.objects.all()]
    addresses += [reverse("policies:clause", args=key) for key in listed_clauses()]

    for language in ("zh-hans", "en"):
        client.post("/language/", {"language": language})
        for address in addresses:
            assert client.get(address).status_code == 200, address


def test_the_policies_of_this_place_stand_first_then_those_that_cover_it(
    region: Region, client: Client
) -> None:
    page = client.get(reverse("policies:list")).content.decode()
    regions = list(listed_policies().values_list("region", flat=True))
    covering = [place for place in regions if place == "100000"]
    own = [place for place in regions if place.startswith("9901")]

    assert own
    assert regions[: len(own) + len(covering)] == own + covering
    assert page.index("云澜") < page.index("科技型中小企业评价")


def test_a_clause_shows_conditions_articles_and_its_source(region: Region, client: Client) -> None:
    page = client.get(reverse("policies:clause", args=BUYER)).content.decode()
    clause = listed_clause(*BUYER)

    assert clause.title in page
    assert clause.article in page
    assert "id: yunlan-contracts" in page
    assert "虚构" in page


def test_conditions_without_any_fact_are_unknown(region: Region) -> None:
    in_force = [c for c in listed_clauses().values() if c.document.is_in_force(ON)]

    assert in_force
    for clause in in_force:
        reason = conditions_in_words(clause, on=ON)

        assert reason.verdict in {Verdict.UNKNOWN, Verdict.POSSIBLE}, clause
        assert reason.label.zh


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 1, 31), False),
        (date(2025, 2, 1), True),
        (date(2027, 12, 31), True),
        (date(2028, 1, 1), False),
    ],
)
def test_a_document_is_in_force_on_its_first_and_last_day(
    region: Region, on: date, expected: bool
) -> None:
    assert PolicyDocument.objects.get(pack_id=BUYER[0]).is_in_force(on) is expected


@pytest.mark.parametrize("address", ["/policies/999999/", "/policies/none/such/"])
def test_what_is_not_in_the_library_is_not_found(
    region: Region, client: Client, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_the_list_searches_clause_titles_once_each(region: Region, client: Client) -> None:
    clause = listed_clause(*BUYER)

    found = client.get("/policies/", {"q": clause.title[:4]}).context["table"]

    documents = [row.record.pack_id for row in found.rows]
    assert BUYER[0] in documents
    assert len(documents) == len(set(documents))


@pytest.mark.parametrize("query", [{}, {"q": "补助"}, {"q": "补助", "kind": "subsidy"}])
def test_a_search_does_not_multiply_clauses(
    region: Region, client: Client, query: dict[str, str]
) -> None:
    rows = client.get("/policies/", query).context["table"].rows

    found = {row.record.pack_id: row.record.clause_count for row in rows}
    assert found[BUYER[0]] == 2
    assert len(found) == len(rows)


def test_the_list_asks_as_much_for_many_as_for_one(
    region: Region, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:

    with CaptureQueriesContext(
        connection,
    ) as for_many:
        client.get("/policies/")
    PolicyDocument.objects.exclude(pack_id=BUYER[0]).update(is_listed=False)

    with django_assert_num_queries(len(for_many)):
        client.get("/policies/")
