"""The heat map of the library: counts, gaps, the clauses behind a cell, and the file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.policies.models import PolicyClause
from kechuang.policies.services import publish_policies
from tests.base.registry.cast import AT
from tests.journeys.small_region import SYSTEM

pytestmark = pytest.mark.django_db
ADDRESS = "policies:coverage"


@pytest.fixture
def library(db: None) -> None:
    publish_policies(by=SYSTEM, at=AT)


def page(client: Client, **query: str) -> str:
    answer = client.get(reverse(ADDRESS), query)
    assert answer.status_code == 200
    return answer.content.decode()


def saved(client: Client, **query: str) -> list[list[str]]:
    content = client.get(reverse(ADDRESS), {"export": "csv", **query}).content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_gaps_are_to_be_seen_and_the_classification_says_whose_it_is(
    library: None, client: Client
) -> None:
    shown = page(client)

    gaps = shown.count('heat-gap">0<')
    assert gaps == client.get(reverse(ADDRESS)).context["gaps"] > 0
    assert "示例" in shown
    assert "还没有归类的条款" not in shown


def test_a_cell_lists_the_clauses_it_counts(library: None, client: Client) -> None:
    asked = {"rows": "talent", "columns": "support", "scope": "all", "cell": "reward.tax"}
    shown = page(client, **asked)

    (count,) = re.findall(r'cell=reward\.tax#cell">(\d+)<', shown)
    listed = shown.partition('id="cell"')[2]
    assert int(count) == listed.count("/policies/conversion-award-tax/") == 1


def test_the_file_has_the_numbers_of_the_page(library: None, client: Client) -> None:
    context = client.get(reverse(ADDRESS), {"scope": "all"}).context
    rows = saved(client, scope="all")

    on_page = sum(one.count for _name, line in context["matrix"] for one in line)
    of_axes = [row for row in rows[1:] if (row[0], row[2]) == ("企业全周期", "支撑全要素")]
    assert sum(int(row[4]) for row in of_axes) == on_page
    assert "示例" in rows[0][-1]


def test_policies_of_other_places_count_only_when_asked(library: None, client: Client) -> None:
    here, everywhere = client.get(reverse(ADDRESS)), client.get(reverse(ADDRESS), {"scope": "all"})

    assert here.context["clause_count"] < everywhere.context["clause_count"]
    assert everywhere.context["clause_count"] == PolicyClause.objects.count()


def test_axes_asked_amiss_become_the_usual_ones(library: None, client: Client) -> None:
    same = client.get(reverse(ADDRESS), {"rows": "talent", "columns": "talent"})

    assert (same.context["rows"], same.context["columns"]) == ("enterprise", "support")


def test_without_a_classification_the_page_says_what_to_do(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.PACKS_FOLDER = tmp_path

    assert "coverage.yaml" in page(client)
