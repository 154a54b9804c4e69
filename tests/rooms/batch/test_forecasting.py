"""What a policy will cost: certain, at most and possible apart, and what a budget makes of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kechuang.base.actors import Actor
from kechuang.batch.forecasting import ClauseForecast, forecast_of
from kechuang.batch.simulating import advance_simulation, finish_simulation, prepare_simulation
from kechuang.batch.simulation_results import found_by
from kechuang.engines.rulebook import load_pack
from kechuang.entitlements.models import Entitlement
from kechuang.packs.catalogue import fact_catalogue
from kechuang.packs.selectors import pack_of
from kechuang.policies.models import PolicyDocument
from tests.base.registry.cast import AT, HARBOUR_DISTRICT
from tests.journeys.small_region import BUYER, SYSTEM, Region

pytestmark = pytest.mark.django_db
PACK, CLAUSE = BUYER


def pack():
    return pack_of(PolicyDocument.objects.get(pack_id=PACK).pack_digest)


def buyer(actor: Actor = SYSTEM) -> ClauseForecast:
    return next(one for one in forecast_of(actor, pack()) if one.clause.id == CLAUSE)


def test_the_sums_are_those_of_the_simulation_s_start(region: Region) -> None:
    run = prepare_simulation(by=SYSTEM, at=AT, pack=pack(), changes=[("buyer/cap", "21万元")])
    advance_simulation(run, by=SYSTEM)
    before = found_by(finish_simulation(run, by=SYSTEM, at=AT), SYSTEM).total(BUYER).before

    assert buyer().reach == before
    assert before.certain_fen > 0
    assert before.possible_fen > 0


def test_unknown_firms_cost_nothing_certain(region: Region) -> None:
    Entitlement.objects.filter(pack_id=PACK).update(verdict="unknown")

    reach = buyer().reach

    assert (reach.certain_fen, reach.ceiling_fen) == (0, 0)
    assert reach.possible_fen > 0


def test_districts_add_up_to_the_whole(region: Region) -> None:
    forecast = buyer()

    assert sum(reach.ceiling_fen for _, reach in forecast.districts) == forecast.reach.ceiling_fen
    assert sum(reach.met for _, reach in forecast.districts) == forecast.reach.met


def test_a_clerk_of_a_district_reads_only_its_cost(region: Region) -> None:
    forecast = buyer(region.people["district_clerk"].actor)

    assert [code for code, _ in forecast.districts] == [HARBOUR_DISTRICT]


def test_a_budget_that_does_not_reach_is_shared_out_and_said(region: Region) -> None:
    text = pack().source.replace(
        "    items:", "    budget: {total: 1万元, method: pro_rata}\n    items:", 1
    )
    changed = load_pack(text, name=PACK, catalogue=fact_catalogue())
    Entitlement.objects.filter(pack_id=PACK).update(pack_digest=changed.digest)

    first = forecast_of(SYSTEM, changed)[0]

    assert first.budget
    assert first.budget.short_fen == first.reach.ceiling_fen - 1_000_000
    assert first.budget.share_bp == 1_000_000 * 10_000 // first.reach.ceiling_fen


def test_answers_of_another_version_are_not_summed(region: Region) -> None:
    Entitlement.objects.filter(pack_id=PACK).update(pack_digest="0" * 64)

    assert buyer().reach.met == 0


@pytest.mark.parametrize(("role", "status"), [("bureau", 200), ("auditor", 200), ("outsider", 403)])
def test_the_page_keeps_the_three_sums_apart(region: Region, role: str, status: int) -> None:
    answer = region.people[role].client.get(reverse("batch:forecast", args=[PACK]))

    assert answer.status_code == status
    if status == 200:
        page = answer.content.decode()
        assert "待定的企业另需至多" in page
        assert "条文没有规定预算总额" in page
        assert "<svg" in page
