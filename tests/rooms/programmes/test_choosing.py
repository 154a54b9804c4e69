"""The demander chooses, vetoes or is silent; the officer may pass over with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.presenting.applicant.choices import rows_for
from kechuang.programmes.selectors.awards import ranking_for, winners
from tests.cast import Person
from tests.rooms.cases.scene import at, do, wait
from tests.rooms.ledger.town import WAN
from tests.rooms.programmes.scene import Scene, bid_again, item_again, label_of

pytestmark = pytest.mark.django_db
Reviewed = tuple[ListedItem, list[Bid]]


@pytest.fixture(scope="module")
def kept_ranking(kept_town: Scene, django_db_blocker: DjangoDbBlocker) -> Reviewed:
    with django_db_blocker.unblock():
        return kept_town.reviewed()


@pytest.fixture
def reviewed(kept_ranking: Reviewed) -> Reviewed:
    """An item whose scores are opened; its first bid is ranked first."""
    item, bids = kept_ranking
    return item_again(item), [bid_again(bid) for bid in bids]


def test_the_demander_learns_whose_bid_it_chose_and_no_others(
    town: Scene, reviewed: Reviewed
) -> None:
    item, bids = reviewed
    demander = town.demander.actor

    while_choosing = ranking_for(demander, item)
    choice = programmes.choose_winner(
        by=demander,
        at=at("2026-05-08T09:00"),
        item=item,
        label=while_choosing[1].label,
        reason="更合用",
    )

    assert [one.bid for one in while_choosing] == [None, None]
    assert [one.bid for one in ranking_for(demander, item_again(item))] == [None, choice.bid]
    assert choice.bid == bids[1]
    assert ranking_for(town.bidders[0][0].actor, item) == ()


def test_silence_accepts_the_ranking(town: Scene, reviewed: Reviewed) -> None:
    item, bids = reviewed
    assert winners(item) == ()

    wait(item.case, "2026-05-21T00:00")

    assert item_again(item).case.state == "proposing"
    assert winners(item_again(item)) == (bids[0],)


def test_only_the_demander_chooses_and_only_what_was_ranked(
    town: Scene, reviewed: Reviewed, charlie: Person
) -> None:
    item, bids = reviewed
    when = at("2026-05-08T09:00")

    for who in (town.officer, charlie.actor, town.bidders[0][0].actor):
        with pytest.raises(NotAllowed):
            programmes.choose_winner(by=who, at=when, item=item, label=label_of(bids[0]))
    with pytest.raises(InvalidInput, match="not in the ranking"):
        programmes.choose_winner(by=town.demander.actor, at=when, item=item, label="ANYBODYS")


def test_the_demander_may_veto_all_bids(town: Scene, reviewed: Reviewed) -> None:
    item, bids = reviewed

    do(item.case, "veto", town.demander.actor, "2026-05-08T09:00")

    assert item_again(item).case.state == "not_approved"
    with pytest.raises(WrongState):
        programmes.choose_winner(
            by=town.demander.actor, at=at("2026-05-08T10:00"), item=item, label=label_of(bids[0])
        )


def test_a_bid_that_was_passed_over_gives_way_to_the_next(town: Scene, reviewed: Reviewed) -> None:
    item, bids = reviewed
    wait(item.case, "2026-05-21T00:00")
    when = at("2026-05-22T09:00")

    with pytest.raises(NotAllowed):
        programmes.pass_over(by=town.demander.actor, at=when, bid=bids[0], reason="无")
    with pytest.raises(InvalidInput):
        programmes.pass_over(by=town.officer, at=when, bid=bids[0], reason=" ")
    programmes.pass_over(by=town.officer, at=when, bid=bids[0], reason="异议成立")

    assert winners(item_again(item)) == (bids[1],)


def test_a_lower_rank_is_chosen_for_a_stated_reason_only(town: Scene, reviewed: Reviewed) -> None:
    item, bids = reviewed
    given: Any = {"by": town.demander.actor, "at": at("2026-05-08T09:00"), "item": item}

    with pytest.raises(InvalidInput):
        programmes.choose_winner(**given, label=label_of(bids[1]), reason=" ")
    choice = programmes.choose_winner(**given, label=label_of(bids[1]), reason="交付更快")

    assert choice.reason == "交付更快"


def test_the_first_is_chosen_without_a_reason(town: Scene, reviewed: Reviewed) -> None:
    item, bids = reviewed
    choice = programmes.choose_winner(
        by=town.demander.actor, at=at("2026-05-08T09:00"), item=item, label=label_of(bids[0])
    )
    assert choice.reason == ""


def test_the_demander_sees_what_each_bid_promises_and_that_ranks_are_tied(
    town: Scene, reviewed: Reviewed
) -> None:
    item, bids = reviewed
    label = label_of(bids[0])
    rows = {row.label: row for row in rows_for(town.demander.actor, item)}
    (promise,) = rows[label].promises

    assert (promise.target, promise.wanted, promise.promised) == ("温度", "900", "950")
    assert (rows[label].months, rows[label].grant_fen) == (18, 300 * WAN)
    assert rows[label].ranks is not None
    assert not rows[label].is_tied
