"""What the packs of places ask is enforced: sectors, scenarios, cash, the list's amount, hosts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kechuang.base.errors import WrongState
from kechuang.cases.refusals import StepRefused
from kechuang.engines.flow import Reference
from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind
from kechuang.programmes.invariants import INVARIANTS
from kechuang.programmes.models import Award, ListedItem
from kechuang.programmes.presenting.public.conditions import barriers_of
from kechuang.programmes.selectors.bids import latest_checks
from kechuang.programmes.selectors.checks.hosts import local_host
from kechuang.programmes.selectors.checks.ratios import funding_ratio
from kechuang.programmes.selectors.contents import (
    BidContent,
    Member,
    bid_content,
    need_content,
)
from kechuang.programmes.selectors.facts import bid_facts
from kechuang.programmes.states import Verdict
from tests.base.registry.cast import party
from tests.rooms.cases.scene import at, do, fresh
from tests.rooms.ledger.town import WAN
from tests.rooms.programmes.scene import FAR, bid_again, scene, state

pytestmark = pytest.mark.django_db
WHEN = at("2026-04-17T09:00")
HOST = "本省承接单位核查"


@pytest.mark.parametrize("pack", ["chengdu-challenge", "changzhou-challenge"])
def test_a_need_of_another_sector_is_not_listed(pack: str) -> None:
    town = scene(pack, with_money=False)
    outside = town.listable(sector="宠物用品")

    with pytest.raises(StepRefused, match="不属于本轮限定的领域"):
        do(outside.case, "list_need", town.officer, "2026-03-10T10:00")

    assert fresh(outside.case).state == "filed"


def test_a_need_of_a_listed_sector_and_scenario_is_listed() -> None:
    town = scene("chengdu-challenge", with_money=False)
    need = town.listable()

    do(need.case, "list_need", town.officer, "2026-03-10T10:00")

    assert fresh(need.case).state == "listable"


@pytest.mark.parametrize(
    ("left_out", "label"), [("scenario", "应用场景"), ("scenario_owner", "场景单位")]
)
def test_a_scenario_is_named_with_its_owner_where_the_round_is_led_by_one(
    left_out: str, label: str
) -> None:
    town = scene("chengdu-challenge", with_money=False)

    with pytest.raises(StepRefused, match=f"没有填写“{label}”"):
        town.need(**{left_out: ""})


@pytest.mark.parametrize(
    ("in_kind", "verdict"),
    [(0, Verdict.MET), (100 * WAN, Verdict.NOT_MET), (None, Verdict.UNKNOWN)],
)
def test_what_is_given_in_kind_does_not_count_where_only_cash_does(
    in_kind: int | None, verdict: Verdict
) -> None:
    unit = party("出题企业")
    bid = bid_content({"bid_budget": 600 * WAN, "grant_asked": 300 * WAN})
    bid = replace(bid, lead=Reference(unit.credit_code, unit.name))
    need = replace(need_content({"budget": 1_200 * WAN}), in_kind_fen=in_kind)
    options = {"budget_per_grant": Decimal(4), "is_cash_only": True}

    assert funding_ratio(bid, need, options).verdict == verdict
    assert funding_ratio(bid, need, {**options, "is_cash_only": False}).is_met


def test_awards_never_pass_the_amount_of_the_list() -> None:
    town = scene("changzhou-challenge", listed_amount=299 * WAN)
    item, _ = town.proposed()

    with pytest.raises(WrongState, match=r"榜单总金额只余 2,990,000\.00 元"):
        town.approve(item)

    assert not Award.objects.exists()


def _bid(lead: Party | Reference, *partners: Party) -> BidContent:
    def unit(one: Party | Reference) -> Reference:
        return one if isinstance(one, Reference) else Reference(one.credit_code, one.name)

    members = tuple(Member(unit(one), "", Decimal(50)) for one in (lead, *partners))
    return replace(bid_content({}), lead=unit(lead), is_consortium=True, members=members)


def test_a_lead_from_elsewhere_needs_a_technology_enterprise_of_the_province() -> None:
    far, local = party("外省企业", region=FAR), party("本省企业")
    other = party("另一外省企业", region=FAR)
    verdicts = [
        local_host(_bid(local)).verdict,
        local_host(_bid(far)).verdict,
        local_host(_bid(far, other)).verdict,
        local_host(_bid(far, local)).verdict,
        local_host(_bid(Reference("", "无人知晓"))).verdict,
    ]
    state(local, "hnte_holder", is_so=False)
    state(local, "tech_sme_listed", is_so=True)

    assert verdicts == ["met", "not_met", "not_met", "unknown", "unknown"]
    assert local_host(_bid(far, local)).is_met


def told_to_bidders(item: ListedItem) -> set[str]:
    return {barrier.words.zh for barrier in barriers_of(item)}


def test_where_no_host_is_asked_nobody_is_told_of_one_and_nobody_waits_for_it() -> None:
    town = scene(with_money=False)
    item = town.bidding()
    bid = town.sealed(item, town.bidder("远方甲公司"))
    town.unsealed(item)

    assert HOST not in told_to_bidders(item)
    assert "local_host" not in {row.kind for row in latest_checks(bid)}
    assert bid_facts(bid_again(bid).case, WHEN)["has_local_host"] is True
    do(bid_again(bid).case, "admit", town.officer, "2026-04-20T09:00")
    assert [each.name for each in INVARIANTS if list(each.find())] == []


def test_an_institute_that_leads_needs_a_technology_enterprise_of_the_province_too() -> None:
    university, local = party("本省大学", kind=PartyKind.UNIVERSITY), party("本省企业")
    state(local, "hnte_holder", is_so=True)

    assert local_host(_bid(university)).is_met is False
    assert local_host(_bid(university, local)).is_met is True


def test_a_host_and_three_years_are_asked_in_hunan_and_the_unknown_waits_for_the_officer() -> None:
    town = scene("hunan-challenge", with_money=False)
    item = town.bidding()
    alone = {"bids_with_partners": False, "members": ""}
    lone = town.sealed(item, town.bidder("独自揭榜公司"), **alone)
    hosted = town.bidder("有承接单位公司")
    fit = town.sealed(item, hosted)
    town.unsealed(item)

    assert HOST in told_to_bidders(item)
    facts = [bid_facts(bid_again(bid).case, WHEN) for bid in (lone, fit)]
    assert [one["has_local_host"] for one in facts] == [False, True]
    assert facts[1]["dishonesty_found"] is False
    with pytest.raises(StepRefused, match="本省科技型企业承接"):
        do(bid_again(lone).case, "admit", town.officer, "2026-04-20T09:00")

    state(hosted[1], "research_dishonesty", is_so=True, period="2023")
    assert bid_facts(bid_again(fit).case, WHEN)["dishonesty_found"] is True
