"""Where a party stands on the ladder of titles, and what runs out."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from kechuang.base.clock import today
from kechuang.engines.rulebook import Fact, FactSheet
from kechuang.entitlements.climbing import WARNED_DAYS, expiries_of, ladders_of
from kechuang.parties.models import Party
from kechuang.parties.services import NewFact, state_facts
from kechuang.policies.selectors import packs_in_force
from tests.base.registry.cast import AT
from tests.journeys.small_region import ON, SYSTEM, Region

pytestmark = pytest.mark.django_db


def hold(party: Party, title: str, until: date) -> None:
    holder = "tech_sme_listed" if title == "tech_sme" else f"{title}_holder"
    told = {holder: True, f"{title}_valid_until": until}
    facts = [
        NewFact(party.credit_code, name, value, "名单", ON, "") for name, value in told.items()
    ]
    state_facts(by=SYSTEM, at=AT, facts=facts)


def sheet(**facts: bool | date | int) -> FactSheet:
    return FactSheet("firm", [Fact(name, value) for name, value in facts.items()])


def test_the_stage_is_the_highest_valid_title(region: Region) -> None:
    facts = sheet(
        tech_sme_listed=True,
        tech_sme_valid_until=ON,
        hnte_holder=True,
        hnte_valid_until=ON,
        little_giant_holder=True,
        little_giant_valid_until=ON - timedelta(days=1),
    )

    (ladder,) = ladders_of(packs_in_force(ON), facts, on=ON)

    assert ladder.stage
    assert ladder.stage.id == "hnte"
    held = [step.rung.id for step in ladder.steps if step.state == "held"]
    assert held == ["tech-sme", "hnte"]


def test_a_title_that_ran_out_tells_the_days_and_not_that_it_must_not_be_held(
    region: Region,
) -> None:
    facts = sheet(hnte_holder=True, hnte_valid_until=ON - timedelta(days=12))

    (ladder,) = ladders_of(packs_in_force(ON), facts, on=ON)

    (step,) = [step for step in ladder.steps if step.rung.id == "hnte"]
    assert step.state == "lapsed"
    assert step.climb
    assert [gap["short_by"]["zh"] for gap in step.climb["gaps"]] == ["已过期12天，须续期"]


def test_a_rung_that_is_not_held_tells_its_gap(region: Region) -> None:
    facts = sheet(innovative_sme_holder=False, specialised_sme_holder=False)

    (ladder,) = ladders_of(packs_in_force(ON), facts, on=ON)

    (step,) = [step for step in ladder.steps if step.rung.id == "specialised"]
    assert step.state in {"far", "near"}
    assert step.climb
    assert step.climb["gaps"]


def test_who_tells_nothing_has_no_stage(region: Region) -> None:
    (ladder,) = ladders_of(packs_in_force(ON), sheet(), on=ON)

    assert ladder.stage is None
    assert {step.state for step in ladder.steps} == {"unknown"}


@pytest.mark.parametrize(
    ("days", "is_over", "is_soon"),
    [(-1, True, False), (0, False, True), (WARNED_DAYS, False, True), (181, False, False)],
)
def test_a_title_is_warned_of_before_it_runs_out(
    region: Region, days: int, is_over: bool, is_soon: bool
) -> None:
    facts = sheet(hnte_holder=True, hnte_valid_until=ON + timedelta(days=days))

    (expiry,) = expiries_of(packs_in_force(ON), facts, on=ON)

    assert (expiry.days_left, expiry.is_over, expiry.is_soon) == (days, is_over, is_soon)
    assert len(expiry.title.clauses) > 1


def test_a_title_nobody_holds_does_not_run_out(region: Region) -> None:
    facts = sheet(hnte_holder=False, hnte_valid_until=ON)

    assert expiries_of(packs_in_force(ON), facts, on=ON) == []


def test_the_drawing_and_the_table_tell_the_same(region: Region) -> None:
    hold(region.mine, "tech_sme", today() + timedelta(days=30))
    hold(region.mine, "hnte", today() - timedelta(days=12))

    page = region.people["enterprise"].client.get(
        reverse("entitlements:ladder", args=[region.mine.pk])
    )

    shown = page.content.decode()
    drawn = re.findall(r'class="ladder-name"[^>]*>([^<]*)<', shown)
    ((ladder, told),) = page.context["ladders"]
    listed = re.findall(r'class="rung-name">([^<]*)<', shown)
    assert drawn == listed == [s.rung.name.zh for s in ladder.from_the_top]
    assert all(name in told for name in drawn)
    assert ladder.stage.id == "tech-sme"
    assert "已过期 12 天" in shown
    assert "30 天" in shown
