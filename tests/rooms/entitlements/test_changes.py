"""Between two sweeps: who became entitled, who no longer is, and which fact moved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from kechuang.entitlements.changing import GAINED, LOST, changed_answers, why_changed
from kechuang.entitlements.models import Entitlement
from kechuang.runs.models import Run
from kechuang.runs.selectors import latest_sweep, sweep_before
from tests.journeys.small_region import BUYER, ON, SYSTEM, Region, state, sweep

pytestmark = pytest.mark.django_db
ADDRESS = "entitlements:changes"


def swept_again(region: Region) -> tuple[Run, Run]:
    """The near firm reached the threshold, the strange one fell below it."""
    assert region.run
    later = ON + timedelta(days=1)
    state(region.near, as_of=later, tech_purchase_paid=25_000_000)
    state(region.strange, as_of=later, tech_purchase_paid=100)
    return sweep(later), region.run


def buyers(region: Region, change: str, actor=SYSTEM) -> list[Entitlement]:
    now, before = latest_sweep(), region.run
    assert now
    assert before
    found = changed_answers(actor, change, now=now, before=before)
    return list(found.filter(pack_id=BUYER[0], clause_id=BUYER[1]))


def test_who_reached_the_threshold_gained_and_who_fell_below_lost(region: Region) -> None:
    swept_again(region)

    assert [one.party for one in buyers(region, GAINED)] == [region.near]
    assert [one.party for one in buyers(region, LOST)] == [region.strange]


def test_the_fact_that_moved_is_the_reason(region: Region) -> None:
    swept_again(region)

    (gained,), (lost,) = buyers(region, GAINED), buyers(region, LOST)
    assert any("19.9万元 → 25万元" in reason for reason in why_changed(gained, GAINED))
    assert any("300万元 → 1元" in reason for reason in why_changed(lost, LOST))
    assert not any("政策换了版本" in reason for reason in why_changed(gained, GAINED))


def test_another_version_and_another_day_are_reasons(region: Region) -> None:
    swept_again(region)
    (gained,) = buyers(region, GAINED)

    assert f"基准日 {ON} → {ON + timedelta(days=1)}" in why_changed(gained, GAINED)
    gained.other_evidence = None
    assert why_changed(gained, GAINED) == ["另一次计算没有这家企业或这个条款"]


def test_the_sweep_before_is_the_last_sealed_one(region: Region) -> None:
    now, before = swept_again(region)

    assert sweep_before(now) == before
    assert sweep_before(before) is None


def test_the_page_lists_and_saves_both_lists(region: Region) -> None:
    swept_again(region)
    client, address = region.people["bureau"].client, reverse(ADDRESS)
    asked = {"pack": BUYER[0], "clause": BUYER[1]}

    gained = client.get(address, asked)
    lost = client.get(address, {**asked, "change": "lost"})
    text = client.get(address, {**asked, "export": "csv"}).content.decode("utf-8-sig")

    assert [row.record.party for row in gained.context["table"].rows] == [region.near]
    assert [row.record.party for row in lost.context["table"].rows] == [region.strange]
    assert "19.9万元 → 25万元" in gained.content.decode()
    assert "19.9万元 → 25万元" in text
    assert region.near.credit_code in text


def test_a_clerk_of_a_district_sees_only_its_firms(region: Region) -> None:
    swept_again(region)
    clerk = region.people["district_clerk"]

    assert [one.party for one in buyers(region, GAINED, clerk.actor)] == [region.near]
    assert buyers(region, LOST, clerk.actor) == []
    assert (
        region.strange.name
        not in clerk.client.get(reverse(ADDRESS), {"change": "lost"}).content.decode()
    )


def test_one_sweep_alone_says_what_to_do(region: Region) -> None:
    page = region.people["auditor"].client.get(reverse(ADDRESS)).content.decode()

    assert "还没有两次计算可比" in page
    assert region.people["enterprise"].client.get(reverse(ADDRESS)).status_code == 403
