"""Bids come from anywhere, are nobody's to know before the deadline, and are opened as sealed."""

from __future__ import annotations

import pytest
from django.db import connection

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.cases.access import can_see
from kechuang.cases.models import Case
from kechuang.cases.refusals import StepRefused
from kechuang.cases.selectors import course_of, offers_for
from kechuang.cases.services import run_clocks
from kechuang.programmes import services as programmes
from kechuang.programmes.models import ListedItem
from kechuang.programmes.selectors.bids import bid_sheet, visible_bids
from kechuang.programmes.selectors.facts import item_facts
from kechuang.programmes.selectors.items import feed
from tests.cast import Person
from tests.proof.corruptions.damage import Damage
from tests.rooms.cases.scene import at, do, sealed, wait
from tests.rooms.programmes.scene import Scene, bid_again, consortium, item_again, named

pytestmark = pytest.mark.django_db
IN_TIME = at("2026-04-15T16:59")
TOO_LATE = at("2026-04-15T17:01")


def test_before_the_deadline_nobody_but_the_bidder_knows_of_a_bid(
    town: Scene, item: ListedItem, charlie: Person, auditor: Person
) -> None:
    bid = town.sealed(item, town.bidder("远方传感科技有限公司"))
    rival = town.bidder("另一家传感科技有限公司")
    bidder = town.bidders[0][0]

    assert set(visible_bids(bidder.actor)) == {bid}
    assert bid_sheet(bidder.actor, bid) is not None
    for other in (
        town.officer, town.minister, town.demander.actor, rival[0].actor, charlie.actor,
        auditor.actor,
    ):  # fmt: skip
        assert not visible_bids(other)
        assert bid_sheet(other, bid) is None
    assert "远方" not in str(feed())


def test_a_bid_begins_with_the_targets_of_the_need(town: Scene, item: ListedItem) -> None:
    who, unit = town.bidder("远方传感科技有限公司")

    bid = programmes.begin_bid(by=who.actor, at=IN_TIME, item=item, party=unit)

    assert [row["target"] for row in bid.case.draft["answers"]] == ["温度"]


def test_how_many_bid_is_known_after_the_closing_only(town: Scene, item: ListedItem) -> None:
    town.sealed(item, town.bidder("远方传感科技有限公司"))
    case = Case.objects.get(pk=item.case.pk)

    assert "bid_count" not in item_facts(case, IN_TIME)
    assert item_facts(case, TOO_LATE)["bid_count"] == 1
    for offer in offers_for(course_of(case, IN_TIME), town.officer, IN_TIME):
        assert "1" not in "".join(why.zh for why in offer.reasons)


def test_after_the_opening_officers_and_auditors_read_the_bids(
    town: Scene, auditor: Person, charlie: Person
) -> None:
    item, bids = town.two_bids()

    for who in (town.officer, auditor.actor):
        assert set(visible_bids(who)) == set(bids)
    assert item.case.state == "checking"
    assert not visible_bids(charlie.actor)
    assert not visible_bids(town.demander.actor)
    assert {len(bid_sheet(town.officer, bid).checks) for bid in bids} == {5}


def test_a_clerk_who_bids_reads_no_rival(town: Scene) -> None:
    _, (own, rival) = town.two_bids()
    clerk = town.also_officer(town.bidders[0][0])

    assert set(visible_bids(clerk)) == {own}
    assert [can_see(clerk, bid.case) for bid in (own, rival)] == [True, False]


def test_nobody_bids_for_another(town: Scene, item: ListedItem, charlie: Person) -> None:
    unit = town.bidder("远方传感科技有限公司")[1]

    for who in (charlie.actor, town.officer):
        with pytest.raises(NotAllowed):
            programmes.begin_bid(by=who, at=IN_TIME, item=item, party=unit)


@pytest.mark.parametrize("when", ["2026-03-12T09:00", "2026-04-15T17:01"])
def test_a_bid_is_begun_while_the_item_takes_bids(town: Scene, item: ListedItem, when: str) -> None:
    item = town.published() if when < "2026-03-16" else item
    who, unit = town.bidder("远方传感科技有限公司")

    with pytest.raises(WrongState, match="takes no bids now"):
        programmes.begin_bid(by=who.actor, at=at(when), item=item, party=unit)


def test_a_party_has_one_bid_at_a_time(town: Scene, item: ListedItem) -> None:
    bidder = town.bidder("远方传感科技有限公司")
    bid = town.bid(item, bidder)

    with pytest.raises(WrongState, match="has a bid already"):
        town.bid(item, bidder)
    do(bid.case, "withdraw", bidder[0].actor, "2026-03-18T09:00")

    assert town.bid(item, bidder).pk != bid.pk


def test_the_lead_must_be_the_unit_that_bids(town: Scene, item: ListedItem) -> None:
    mine, other = town.bidder("远方传感科技有限公司"), town.bidder("另一家传感公司")

    with pytest.raises(InvalidInput, match="not the unit that bids"):
        town.sealed(item, mine, lead_unit=named(other[1]))


def test_a_consortium_lists_its_lead(town: Scene, item: ListedItem) -> None:
    mine, other = town.bidder("远方传感科技有限公司"), town.bidder("另一家传感公司")

    with pytest.raises(InvalidInput, match="do not list the lead"):
        town.sealed(item, mine, **consortium(other[1], shares=("100",)))


def test_a_bid_that_was_taken_back_does_not_count(town: Scene, item: ListedItem) -> None:
    bidder = town.bidder("远方传感科技有限公司")
    bid = town.sealed(item, bidder)
    do(bid.case, "take_back", bidder[0].actor, "2026-03-21T09:00")

    wait(item.case, "2026-04-15T17:00")

    assert item_again(item).case.state == "unanswered"
    assert bid_again(bid).case.state == "not_filed"


def test_bids_are_opened_only_once_all_of_them_are_closed(town: Scene, item: ListedItem) -> None:
    bid = town.sealed(item, town.bidder("远方传感科技有限公司"))
    run_clocks(at=at("2026-04-15T17:03"))
    Case.objects.filter(pk=bid.case.pk).update(state="sealed")

    with pytest.raises(WrongState, match="deadline was not yet written down"):
        do(item.case, "unseal", town.officer, "2026-04-16T09:00")


def test_a_bid_that_is_not_what_was_sealed_is_not_opened(town: Scene, item: ListedItem) -> None:
    bid = town.sealed(item, town.bidder("远方传感科技有限公司"))
    wait(item.case, "2026-04-15T17:00")
    connection.check_constraints()
    Damage().run("UPDATE cases_seal SET content = %s WHERE case_id = %s", "{}", bid.case.pk)

    with pytest.raises(WrongState, match="not what its receipt says"):
        do(item.case, "unseal", town.officer, "2026-04-16T09:00")
    assert bid_again(bid).opened_at is None


def test_an_officer_who_also_bids_does_not_open_the_bids(town: Scene, item: ListedItem) -> None:
    unit = town.bidder("远方传感科技有限公司")
    town.sealed(item, unit)
    wait(item.case, "2026-04-15T17:00")

    with pytest.raises(StepRefused):
        do(item.case, "unseal", town.also_officer(unit[0]), "2026-04-16T09:00")


def test_a_seal_one_minute_late_is_refused(town: Scene, item: ListedItem) -> None:
    bidder = town.bidder("远方传感科技有限公司")
    bid = town.bid(item, bidder)

    with pytest.raises(WrongState):
        sealed(bid.case, bidder[0].actor, "2026-04-15T17:01")
