"""Who the demander is comes from who filed the need, and a party is who its code says."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.base.errors import Refusal
from kechuang.cases.refusals import FormRefused
from kechuang.engines.flow import Reference
from kechuang.parties.models import Relation
from kechuang.parties.services import NewFact, state_facts
from kechuang.parties.states import RelationKind
from kechuang.programmes.models import Bid
from kechuang.programmes.selectors.checks import eligibility, findings_of
from kechuang.programmes.selectors.checks.honesty import honesty
from kechuang.programmes.selectors.checks.relations import affiliation
from kechuang.programmes.selectors.rounds import measures_of
from kechuang.programmes.states import CheckKind
from tests.base.registry.cast import party
from tests.rooms.cases.scene import at
from tests.rooms.programmes.records import clean
from tests.rooms.programmes.scene import Scene, bid_again, consortium, named, scene
from tests.rooms.reviews.town import OFFICER

pytestmark = pytest.mark.django_db
LOOKED = at("2026-04-17T09:00")


@pytest.fixture
def town() -> Scene:
    return scene(with_money=False)


def affiliated(bid: Bid) -> bool | None:
    findings = {one.kind: one for one in findings_of(bid_again(bid), LOOKED)}
    met = findings[CheckKind.AFFILIATION].is_met
    return None if met is None else not met


def test_a_need_names_the_unit_that_files_it(town: Scene) -> None:
    other = party("云澜无关有限公司")
    clean(other)
    with pytest.raises(Refusal, match="需求单位"):
        town.need(demander_unit=named(other))


def test_the_register_beats_what_was_ticked(town: Scene) -> None:
    town.unit.region_code = "310115"
    town.unit.save()
    with pytest.raises(Refusal, match="310115"):
        town.need()


def test_no_research_for_two_years_in_the_register_beats_the_tick(town: Scene) -> None:
    facts = [
        NewFact(town.unit.credit_code, "rd_expense", 0, "统计年报", date(2026, 1, 31), period)
        for period in ("2024", "2025")
    ]
    state_facts(by=OFFICER, at=LOOKED, facts=facts[:1])
    town.need()
    state_facts(by=OFFICER, at=LOOKED, facts=facts[1:])
    with pytest.raises(Refusal, match="研发"):
        town.need()


def test_a_code_of_another_unit_does_not_pass_under_an_own_name(town: Scene) -> None:
    stranger = party("云澜无关有限公司")
    typed = {"code": stranger.credit_code, "name": town.unit.name}
    with pytest.raises(FormRefused, match="统一社会信用代码"):
        town.need(demander_unit=typed)


def test_a_member_under_a_strangers_code_is_refused_when_the_bid_is_sealed(town: Scene) -> None:
    item, who = town.bidding(), town.bidder("远方传感科技有限公司")
    member, stranger = party("云澜甲子公司"), party("清白公司", region="310115")
    members = consortium(who[1], member, shares=("60", "40"))
    members["members"][1]["unit"] = {"code": stranger.credit_code, "name": member.name}  # type: ignore[index]
    with pytest.raises(FormRefused, match="统一社会信用代码"):
        town.sealed(item, who, **members)


def test_a_name_that_is_not_the_codes_is_unknown_and_never_met(town: Scene) -> None:
    stranger = party("清白公司", region="310115")
    clean(stranger)
    measures = measures_of(town.programme)
    false = Reference(stranger.credit_code, "云澜甲子公司")
    asked = Reference(town.unit.credit_code, town.unit.name)
    assert affiliation((asked,), (false,), measures.affiliation).is_met is None
    assert honesty((false,), measures.honesty, LOOKED.date()).is_met is None


def test_a_subsidiary_of_a_joint_demander_does_not_bid(town: Scene) -> None:
    partner = party("云澜乙科技有限公司")
    clean(partner)
    item = town.bidding(is_consortium=True, partners=[named(partner)])
    who = town.bidder("远方传感科技有限公司")
    Relation.objects.create(
        party=who[1], subject=partner, kind=RelationKind.SHAREHOLDER, share_bp=9000
    )
    bid = town.sealed(item, who)
    assert not eligibility(item, who[1], LOOKED)[0].is_met
    town.unsealed(item)
    assert affiliated(bid) is True


def test_the_owner_of_the_scenario_does_not_bid() -> None:
    town = scene("chengdu-challenge", with_money=False)
    who = town.bidder("远方传感科技有限公司")
    item = town.bidding(scenario_owner=named(who[1]))
    bid = town.sealed(item, who)
    town.unsealed(item)
    assert affiliated(bid) is True
