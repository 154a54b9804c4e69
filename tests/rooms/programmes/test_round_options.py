"""Rounds of their own: what a round or a need sets otherwise binds bids, days and names."""

from __future__ import annotations

from datetime import date

import pytest

from kechuang.base.errors import InvalidInput
from kechuang.cases.models import Seal
from kechuang.demands.states import Confidentiality
from kechuang.parties.models import Party
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Award, Bid, ListedItem
from kechuang.programmes.selectors.items import closes_on, feed, public_items
from tests.cast import Person
from tests.rooms.cases.scene import do
from tests.rooms.programmes.contracting import drafted
from tests.rooms.programmes.scene import OPENED, Scene, consortium, item_again, scene

pytestmark = pytest.mark.django_db


def test_a_round_for_local_units_takes_no_others(outsider_firm: Party, charlie: Person) -> None:
    town = scene(with_money=False, is_nationwide=False)
    item = town.bidding()

    with pytest.raises(InvalidInput, match="local units only"):
        town.bid(item, town.bidder("远方传感科技有限公司"))
    assert town.bid(item, (charlie, outsider_firm))


def test_a_consortium_larger_than_the_round_allows_is_not_sealed() -> None:
    town = scene(with_money=False, most_partners=1)
    item = town.bidding()
    lead, *others = [town.bidder(f"第{number}家传感公司") for number in range(3)]
    members = consortium(lead[1], *(one[1] for one in others))

    with pytest.raises(InvalidInput, match="the round allows 1"):
        town.sealed(item, lead, **members)
    assert not Seal.objects.filter(case__bid__isnull=False).exists()


def test_the_announced_day_is_the_one_on_which_bidding_closes() -> None:
    town = scene(with_money=False, bid_days=20)
    item = town.bidding()

    assert closes_on(item) == item.announced_close_on == date(2026, 4, 7)


def test_a_unit_does_not_pose_where_the_government_does() -> None:
    town = scene("guangdong-challenge", with_money=False)

    with pytest.raises(InvalidInput, match="government poses"):
        programmes.begin_need(
            by=town.demander.actor, at=OPENED, programme=town.programme, party=town.unit
        )


def test_a_hidden_demander_is_not_named() -> None:
    town = scene(with_money=False)
    town.demand = {"confidentiality": Confidentiality.NAME_HIDDEN}
    item = town.published()

    (shown,) = public_items(ListedItem.objects.filter(pk=item.pk))

    assert town.unit.name not in f"{shown} {feed()}"


def test_shares_of_a_consortium_go_into_its_contract() -> None:
    town = scene()
    item = town.bidding()
    lead, partner = town.bidder("牵头传感公司"), town.bidder("参加传感公司")
    members = consortium(lead[1], partner[1], shares=("60", "40"))
    bid = town.sealed(item, lead, **members)

    contract = drafted(town, _awarded(town, item, bid)).contract

    kept = contract.consortium.values_list("party__name", "task", "share_bp")
    assert list(kept) == [("牵头传感公司", "研发", 6_000), ("参加传感公司", "研发", 4_000)]


def _awarded(town: Scene, item: ListedItem, bid: Bid) -> Award:
    """The only bid of the item, approved."""
    town.unsealed(item)
    do(bid.case, "admit", town.officer, "2026-04-20T09:00")
    do(item.case, "finish_check", town.officer, "2026-04-20T10:00")
    ranked = town.ranked(item_again(item), [bid])
    return town.approve(town.propose(ranked, bid)).awards.get()
