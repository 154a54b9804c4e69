"""The reasons of a match name what the engine knows by code."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kechuang.engines.match import Document, Index, Query
from kechuang.matching.presenting import in_names
from tests.journeys.small_region import Region

ATTRIBUTES = {"discipline": "430", "industry": "C39", "region": "990101"}


def details(offered: dict[str, str]) -> dict[str, dict[str, str]]:
    """The shown detail of each reason, by kind, where a demand with all attributes is matched."""
    index = Index.build([Document("d", "低重稀土磁体", attributes=offered)])
    [hit] = index.search(Query("q", "低重稀土磁体", attributes=ATTRIBUTES))
    return {reason["kind"]: in_names(reason)["detail"] for reason in hit.as_dict()["reasons"]}


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("discipline", "需求 材料科学，成果 材料科学（+10%）", "Materials science (+10%)"),
        ("industry", "需求 计算机、通信和其他电子设备制造业，成果", "electronic equipment (+10%)"),
        ("place", "需求 澜湖区，成果 澜湖区（+5%）", "offered Lanhu District (+5%)"),
    ],
)
def test_reasons_name_disciplines_industries_and_regions(kind: str, zh: str, en: str) -> None:
    told = details(ATTRIBUTES)[kind]

    assert told["zh"].startswith(zh)
    assert told["en"].endswith(en)


def test_what_is_not_known_of_an_outcome_is_said_to_be_unknown() -> None:
    told = details({})["place"]

    assert told["zh"].startswith("需求 澜湖区，成果 未知")
    assert told["en"].startswith("needed Lanhu District, offered unknown")


def test_amounts_of_other_reasons_are_left_as_they_are() -> None:
    detail = {"zh": "需求 TRL 7，成果 TRL 5（-20%）", "en": "needed TRL 7, offered TRL 5 (-20%)"}

    assert in_names({"kind": "maturity", "detail": detail})["detail"] == detail


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_of_a_demand_shows_no_region_code(region: Region, language: str) -> None:
    client: Client = region.people["bureau"].client
    client.cookies["django_language"] = language

    page = client.get(reverse("matching:demand", args=[region.demands["open"].pk])).content.decode()

    assert {"zh-hans": "成果 ", "en": "offered "}[language] in page
    assert " 9901" not in page
