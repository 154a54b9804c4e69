"""What the packs of places ask agrees with itself, and counts where a place asks it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kechuang.cases.selectors import terms_of
from kechuang.engines.flow import Reference
from kechuang.parties.states import PartyKind
from kechuang.programmes.selectors.awards import funding_of
from kechuang.programmes.selectors.checks.ratios import funding_ratio
from kechuang.programmes.selectors.contents import bid_content, need_content
from kechuang.programmes.selectors.facts import bid_facts
from tests.base.registry.cast import party
from tests.rooms.cases.scene import at
from tests.rooms.ledger.town import WAN
from tests.rooms.programmes.scene import ELEVEN, bid_again, scene

pytestmark = pytest.mark.django_db
WHEN = at("2026-04-17T09:00")
BUDGET = 2_000 * WAN


@pytest.mark.parametrize(("per_unit", "found"), [(True, True), (False, False)])
def test_a_unit_with_a_second_leader_is_found_where_the_round_says_so(
    per_unit: bool, found: bool
) -> None:
    town = scene(with_money=False, one_leader_per_unit=per_unit)
    items = [town.bidding(), town.bidding(topic="深海电缆接头密封工艺")]
    who = town.bidder("一家传感公司")
    leaders = ({"code": "ID 7", "name": "李四"}, {"code": "ID 8", "name": "王五"})
    bids = [
        town.sealed(item, who, project_leader=leader)
        for item, leader in zip(items, leaders, strict=True)
    ]
    for item in items:
        town.unsealed(item)

    facts = [bid_facts(bid_again(bid).case, WHEN)["leads_elsewhere"] for bid in bids]

    assert facts == [False, found]


@pytest.mark.parametrize("pack", ELEVEN)
def test_some_lead_may_ask_for_the_ceiling_that_the_list_shows(pack: str) -> None:
    town = scene(pack, with_money=False)
    options = terms_of(town.programme.items_round).settled()
    whole = bid_content({"bid_budget": BUDGET, "grant_asked": BUDGET})
    grant = funding_of(whole, options).grant_fen
    need = need_content({"budget": BUDGET, "own_funds_in_kind": 0})
    leads = [
        party(f"{kind}牵头", kind=kind) for kind in (PartyKind.ENTERPRISE, PartyKind.UNIVERSITY)
    ]
    asked = [
        replace(whole, grant_fen=grant, lead=Reference(unit.credit_code, unit.name))
        for unit in leads
    ]

    assert grant > 0
    assert any(funding_ratio(one, need, options).is_met for one in asked)
