"""The reverse query of a clause: who is how far, over which condition, as list, chart and file."""

from __future__ import annotations

import csv
import io
from html import unescape

import pytest
from django.test import Client
from openpyxl import load_workbook

from kechuang.entitlements.invariants import unlike_their_evidence
from kechuang.entitlements.lacking import by_nearness, lacked_conditions, lacking
from kechuang.entitlements.models import Entitlement
from kechuang.entitlements.nearness import conditions_in, widest_bp
from kechuang.entitlements.selectors import answers_of_clause
from tests.journeys.charts import figures_of
from tests.journeys.small_region import BUYER, SYSTEM, Region, state

ADDRESS = "/entitlements/{}/{}/".format(*BUYER)
CONDITION = "purchase"


def gap(condition: str, effort: int | None) -> dict[str, object]:
    text = {"zh": condition, "en": condition}
    return {"reason_id": condition, "label": text, "have": text, "need": text,
            "short_by": text, "effort_bp": effort}  # fmt: skip


def bureau(region: Region) -> Client:
    return region.people["bureau"].client


def listed(client: Client, query: str) -> list[str]:
    return [row.record.party.name for row in client.get(f"{ADDRESS}?{query}").context["table"].rows]


def test_conditions_stand_between_spaces_once_each() -> None:
    assert conditions_in([gap("a", 1), gap("b", 2), gap("a", 3)]) == " a b "
    assert conditions_in([]) == ""


def test_the_widest_gap_is_unknown_as_soon_as_one_has_no_size() -> None:
    assert widest_bp([gap("a", 100), gap("b", 2_500)]) == 2_500
    assert widest_bp([gap("a", 100), gap("b", None)]) is None
    assert widest_bp([]) is None
    assert widest_bp([{"reason_id": "an answer of before"}]) is None


@pytest.mark.django_db
def test_the_sweep_keeps_what_lists_are_sorted_by(region: Region) -> None:
    row = Entitlement.objects.get(party=region.near, pack_id=BUYER[0], clause_id=BUYER[1])

    assert (row.unmet, row.lacks) == (1, f" {CONDITION} ")
    assert row.widest_bp == 50  # 0.1 of 20 万元
    assert list(unlike_their_evidence()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"unmet": 3}, {"lacks": " other "}, {"widest_bp": 7}])
def test_a_column_unlike_the_evidence_is_found(region: Region, change: dict[str, object]) -> None:
    Entitlement.objects.filter(party=region.near, verdict="not_met").update(**change)

    assert list(unlike_their_evidence())


@pytest.mark.django_db
def test_few_conditions_come_first_then_the_smallest_gap_and_no_size_last(region: Region) -> None:
    answers = answers_of_clause(SYSTEM, *BUYER)
    places = {region.mine: (2, 10), region.near: (1, 900), region.blank: (1, None),
              region.strange: (1, 30)}  # fmt: skip
    for owner, (unmet, widest) in places.items():
        rows = answers.filter(party=owner)
        rows.update(verdict="not_met", unmet=unmet, widest_bp=widest)

    ordered = [row.party for row in by_nearness(answers)]

    assert ordered == [region.strange, region.near, region.blank, region.mine]


@pytest.mark.django_db
def test_a_condition_is_counted_with_those_who_lack_nothing_else(region: Region) -> None:
    answers = answers_of_clause(SYSTEM, *BUYER)
    both = [gap(CONDITION, 5), gap("else", None)]
    answers.filter(party=region.mine).update(
        verdict="not_met", gaps=both, lacks=conditions_in(both), unmet=2
    )

    found = {one.condition: (one.firms, one.alone) for one in lacked_conditions(answers)}

    assert found == {CONDITION: (2, 1), "else": (1, 0)}
    assert [row.party for row in lacking(answers, "else")] == [region.mine]
    assert not lacking(answers, "els").exists()


@pytest.mark.django_db
def test_the_list_names_the_condition_and_what_is_short(region: Region) -> None:
    page = unescape(bureau(region).get(f"{ADDRESS}?is_near_miss=true").content.decode())
    label = Entitlement.objects.get(party=region.near, pack_id=BUYER[0], clause_id=BUYER[1]).gaps[
        0
    ]["label"]["zh"]

    assert f"{label}：还差0.1万元" in page
    assert "0.5%" in page


@pytest.mark.django_db
def test_filters_by_condition_industry_and_size(region: Region) -> None:
    client = bureau(region)
    state(region.near, employees=25)
    region.near.industry_code = "3812"
    region.near.save()

    near = [region.near.name]
    assert listed(client, f"lacks={CONDITION}") == near
    assert listed(client, "industry=C38") == near
    assert listed(client, "industry=C") == near
    assert listed(client, "size=20-299") == near
    assert listed(client, "industry=I65") == listed(client, "size=1000-") == []
    assert listed(client, "industry=nonsense") == []


@pytest.mark.django_db
def test_the_chart_of_conditions_leads_to_the_firms_it_counts(region: Region) -> None:
    client = bureau(region)
    page = client.get(ADDRESS).content.decode()

    links, _ = figures_of(page)[1]

    assert [f"lacks={CONDITION}" in link for link in links] == [True]
    assert client.get(links[0]).context["table"].paginator.count == 1


@pytest.mark.django_db
def test_files_have_columns_of_conditions_gaps_and_missing_facts(region: Region) -> None:
    client = bureau(region)
    book = load_workbook(io.BytesIO(client.get(f"{ADDRESS}?export=xlsx").content)).active
    text = client.get(f"{ADDRESS}?export=csv").content.decode("utf-8-sig")

    written = list(csv.reader(io.StringIO(text)))
    header, rows = written[0], {row[0]: row for row in written[1:]}
    assert [cell.value for cell in book[1]] == header
    assert {"统一社会信用代码", "未符合的条件", "差什么", "现有", "需要", "待补数据"} <= set(header)
    near = dict(zip(header, rows[region.near.name], strict=True))
    assert near["统一社会信用代码"] == region.near.credit_code
    assert near["差什么"].endswith("：还差0.1万元")
    blank = dict(zip(header, rows[region.blank.name], strict=True))
    assert blank["待补数据"]


@pytest.mark.django_db
def test_a_clerk_of_a_district_saves_only_its_firms(region: Region) -> None:
    client = region.people["district_clerk"].client
    text = client.get(f"{ADDRESS}?export=csv").content.decode("utf-8-sig")

    assert region.near.name in text
    assert region.mine.name not in text
    assert region.people["enterprise"].client.get(f"{ADDRESS}?export=csv").status_code == 403
