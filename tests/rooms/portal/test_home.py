"""The public home counts what the public may see, and each mark leads to what it counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kechuang.demands.services import withdraw_demand
from kechuang.design.charts import read_map
from kechuang.portal.figures import Figures, live_figures
from tests.base.registry.cast import AT, party
from tests.journeys.charts import figures_of
from tests.journeys.small_region import SYSTEM, Region

pytestmark = pytest.mark.django_db


def test_figures_are_the_public_s_counts(region: Region, client: Client) -> None:
    figures = live_figures()

    clauses = sum(
        len(client.get(f"/api/policies/{item['id']}").json()["clauses"])
        for item in client.get("/api/policies?limit=200").json()["items"]
    )
    parties = client.get("/parties/", {"kind": "enterprise"}).context["table"].paginator.count
    assert figures == Figures(
        clauses=clauses,
        outcomes=client.get("/api/outcomes").json()["count"],
        demands=client.get("/api/demands").json()["count"],
        enterprises=parties,
    )
    assert (figures.outcomes, figures.demands, figures.enterprises) == (3, 3, 4)


def test_figures_follow_a_withdrawal(region: Region) -> None:
    withdraw_demand(by=SYSTEM, at=AT, demand=region.demands["open"], reason="不再需要")

    assert live_figures().demands == 2


def test_figures_on_the_page_are_these(region: Region, client: Client) -> None:
    page = client.get("/")

    assert page.context["figures"] == live_figures()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_each_mark_leads_to_the_records_it_counts(
    region: Region, client: Client, language: str
) -> None:
    client.post("/language/", {"language": language})
    figures = figures_of(client.get("/").content.decode())

    assert len(figures) == 2
    for links, rows in figures:
        listed = filter(None, (_listed(client, link) for link in links))
        assert sorted(listed) == sorted(count for _, count in rows if count), links


def test_the_home_asks_as_much_for_many_as_for_few(region: Region, client: Client) -> None:
    with CaptureQueriesContext(connection) as for_few:
        client.get("/")
    for number in range(5):
        party(f"新企业{number}")

    with CaptureQueriesContext(connection) as for_many:
        client.get("/")

    assert len(for_many) == len(for_few)


def _listed(client: Client, link: str) -> int:
    return int(client.get(link).context["table"].paginator.count)


def test_another_city_shows_bars_until_it_has_an_approved_map(
    region: Region, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME_REGION = "510100"
    without_map = client.get("/").content.decode()
    approved = {**read_map(), "approval_number": "示例审图号001"}
    settings.REGION_MAP = tmp_path / "map.json"
    settings.REGION_MAP.write_text(json.dumps(approved), encoding="utf-8")

    with_map = client.get("/").content.decode()

    assert "mark-shape" not in without_map
    assert "mark-shape" in with_map
    assert "示例审图号001" in with_map
    assert "虚构示例" not in with_map
