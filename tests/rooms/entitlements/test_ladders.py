"""The bureau's view of the ladder: stages, who is near the next, what runs out."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from kechuang.base.actors import Actor
from kechuang.entitlements.cultivating import RungReach, expiring_titles, region_ladders
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import Party
from kechuang.parties.services import NewFact, state_facts
from kechuang.policies.selectors import packs_in_force
from tests.base.registry.cast import AT
from tests.journeys.small_region import ON, SYSTEM, Region

pytestmark = pytest.mark.django_db
PACK = "enterprise-ladder"
SOON, LATE, GONE = date(2027, 1, 31), date(2028, 6, 30), date(2026, 9, 1)


def granted(owner: Party, title: str, until: date) -> None:
    names = {"hnte": ("hnte_holder", "hnte_valid_until"),
             "tech-sme": ("tech_sme_listed", "tech_sme_valid_until")}[title]  # fmt: skip
    facts = [
        NewFact(credit_code=owner.credit_code, name=name, value=value, source="认定系统", as_of=ON)
        for name, value in zip(names, (True, until), strict=True)
    ]
    state_facts(by=SYSTEM, at=AT, facts=facts)


def ladder(actor: Actor = SYSTEM) -> dict[str, RungReach]:
    found = {pack.id: rungs for pack, rungs, _none in region_ladders(actor, packs_in_force(ON))}
    return {one.rung: one for one in found[PACK]}


def soon(actor: Actor = SYSTEM) -> list[tuple[Party, date]]:
    found = expiring_titles(actor, packs_in_force(ON), on=ON, until=date(2027, 5, 21))
    return [(one.party, one.title.until) for one in found]


def held(owner: Party, *rungs: str) -> None:
    clauses = [f"on-{rung}" for rung in rungs]
    Entitlement.objects.filter(party=owner, pack_id=PACK, clause_id__in=clauses).update(
        verdict="met"
    )


def test_a_firm_stands_on_its_highest_valid_title_only(region: Region) -> None:
    held(region.mine, "tech-sme", "hnte")
    held(region.near, "tech-sme")

    rungs = ladder()

    assert (rungs["tech-sme"].stage, rungs["tech-sme"].holders) == (1, 2)
    assert (rungs["hnte"].stage, rungs["hnte"].holders) == (1, 1)


def test_those_near_the_next_rung_are_those_of_the_sweep(region: Region) -> None:
    way = Entitlement.objects.filter(pack_id=PACK, clause_id="to-hnte")
    way.filter(party=region.near).update(is_near_miss=True)

    climbers = ladder()["hnte"].climbers

    assert climbers
    assert climbers.near_misses == 1
    assert climbers.unknown == way.filter(verdict="unknown").count()


def test_stages_and_those_without_a_title_add_up_to_all(region: Region) -> None:
    held(region.mine, "hnte")

    for _pack, rungs, none in region_ladders(SYSTEM, packs_in_force(ON)):
        assert sum(one.stage for one in rungs) + none == 4


def test_what_runs_out_soon_or_ran_out_within_a_year_is_listed(region: Region) -> None:
    granted(region.mine, "hnte", SOON)
    granted(region.near, "tech-sme", GONE)
    granted(region.strange, "hnte", LATE)

    assert soon() == [(region.near, GONE), (region.mine, SOON)]


def test_a_later_statement_of_the_same_source_counts(region: Region) -> None:
    granted(region.mine, "hnte", SOON)
    later = NewFact(
        credit_code=region.mine.credit_code, name="hnte_valid_until", value=LATE,
        source="认定系统", as_of=date(2026, 11, 22),
    )  # fmt: skip
    state_facts(by=SYSTEM, at=AT, facts=[later])

    assert soon() == []


def test_a_clerk_of_a_district_sees_only_its_firms(region: Region) -> None:
    granted(region.mine, "hnte", SOON)
    granted(region.near, "hnte", SOON)
    clerk = region.people["district_clerk"].actor

    assert soon(clerk) == [(region.near, SOON)]
    assert sum(one.stage for one in ladder(clerk).values()) == 0


def test_the_page_shows_and_saves_them(region: Region) -> None:
    granted(region.mine, "hnte", date(2026, 12, 31))
    held(region.mine, "hnte")
    client, address = region.people["bureau"].client, reverse("entitlements:ladders")

    page = client.get(address).content.decode()
    text = client.get(address, {"export": "csv"}).content.decode("utf-8-sig")

    assert "<svg" in page
    assert region.mine.name in page.partition('id="expiry"')[2]
    assert region.mine.credit_code in text
    assert client.get(address, {"export": "xlsx"}).content[:2] == b"PK"
    assert region.people["enterprise"].client.get(address).status_code == 403
