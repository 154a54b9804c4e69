"""The demander chooses, vetoes or is silent; the money follows by the shares of the round."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from kechuang.base.errors import InvalidInput, NotAllowed, WrongState
from kechuang.base.roles import Role
from kechuang.cases.refusals import StepRefused
from kechuang.ledger.refusals import LimitExceeded
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Award, CheckResult
from kechuang.programmes.selectors.awards import (
    Funding,
    funding_of,
    fundings,
    ranking_for,
    winners,
    with_equal_start,
)
from kechuang.programmes.selectors.contents import NOBODY, BidContent
from tests.base.registry.cast import person
from tests.cast import Person
from tests.rooms.cases.scene import at, do, fresh, wait
from tests.rooms.ledger.town import WAN, small_treasury
from tests.rooms.programmes.scene import bid_again, item_again, judge, label_of, scene

pytestmark = pytest.mark.django_db


def test_the_ranking_is_sealed_until_the_scores_are_opened() -> None:
    town = scene(with_money=False)
    item, bids = town.reviewing()

    assert ranking_for(town.officer, item) == ()
    with pytest.raises(StepRefused):
        do(item.case, "close_review", town.officer, "2026-05-06T09:00")
    judge(item, bids)

    assert [one.bid for one in ranking_for(town.officer, item)] == bids
    assert ranking_for(town.demander.actor, item) == ()
    assert ranking_for(town.bidders[0][0].actor, item) == ()


def test_the_demander_learns_whose_bid_it_chose_and_no_others() -> None:
    town = scene(with_money=False)
    item, bids = town.reviewed()
    demander = town.demander.actor

    while_choosing = ranking_for(demander, item)
    choice = programmes.choose_winner(
        by=demander, at=at("2026-05-08T09:00"), item=item, label=while_choosing[1].label
    )

    assert [one.bid for one in while_choosing] == [None, None]
    assert [one.bid for one in ranking_for(demander, item_again(item))] == [None, choice.bid]
    assert choice.bid == bids[1]
    assert ranking_for(town.bidders[0][0].actor, item) == ()


def test_the_review_knows_no_more_than_it_must() -> None:
    item, bids = scene(with_money=False).reviewing()

    review = item.review.round
    assert (review.phase, review.reports_wanted, review.place_rule) == (
        "preparing", 3, "other_city",
    )  # fmt: skip
    submissions = list(review.submissions.order_by("pk"))
    assert [one.reference for one in submissions] == [bid.case.number for bid in bids]
    assert [file.file.name for one in submissions for file in one.originals.all()] == [
        "plan.pdf", "plan.pdf",
    ]  # fmt: skip


def test_silence_accepts_the_ranking() -> None:
    town = scene(with_money=False)
    item, bids = town.reviewed()
    assert winners(item) == ()

    wait(item.case, "2026-05-21T00:00")

    assert item_again(item).case.state == "proposing"
    assert winners(item_again(item)) == (bids[0],)


def test_only_the_demander_chooses_and_only_what_was_ranked(charlie: Person) -> None:
    town = scene(with_money=False)
    item, bids = town.reviewed()
    when = at("2026-05-08T09:00")

    for who in (town.officer, charlie.actor, town.bidders[0][0].actor):
        with pytest.raises(NotAllowed):
            programmes.choose_winner(by=who, at=when, item=item, label=label_of(bids[0]))
    with pytest.raises(InvalidInput, match="not in the ranking"):
        programmes.choose_winner(by=town.demander.actor, at=when, item=item, label="ANYBODYS")


def test_the_demander_may_veto_all_bids() -> None:
    town = scene(with_money=False)
    item, bids = town.reviewed()

    do(item.case, "veto", town.demander.actor, "2026-05-08T09:00")

    assert item_again(item).case.state == "not_approved"
    with pytest.raises(WrongState):
        programmes.choose_winner(
            by=town.demander.actor, at=at("2026-05-08T10:00"), item=item, label=label_of(bids[0])
        )


def test_a_bid_that_was_passed_over_gives_way_to_the_next() -> None:
    town = scene(with_money=False)
    item, bids = town.reviewed()
    wait(item.case, "2026-05-21T00:00")
    when = at("2026-05-22T09:00")

    with pytest.raises(NotAllowed):
        programmes.pass_over(by=town.demander.actor, at=when, bid=bids[0], reason="无")
    with pytest.raises(InvalidInput):
        programmes.pass_over(by=town.officer, at=when, bid=bids[0], reason=" ")
    programmes.pass_over(by=town.officer, at=when, bid=bids[0], reason="异议成立")

    assert winners(item_again(item)) == (bids[1],)


def test_nobody_who_listed_or_proposed_approves_and_nobody_twice() -> None:
    town = scene()
    item, _ = town.proposed()
    wait(item.case, "2026-05-20T00:00")
    first = person("first approver", Role.BUREAU).actor

    with pytest.raises(StepRefused):
        do(item.case, "approve", town.officer, "2026-05-20T09:00")
    do(item.case, "approve", first, "2026-05-20T09:00")
    with pytest.raises(StepRefused):
        do(item.case, "approve", first, "2026-05-20T10:00")

    assert fresh(item.case).state == "approving"
    assert not Award.objects.exists()


@pytest.mark.parametrize("with_line", [False, True])
def test_an_award_without_money_is_not_approved(with_line: bool) -> None:
    town = scene(with_money=False)
    item, _ = town.proposed()
    if with_line:
        line = small_treasury(budget_fen=299 * WAN).line
        programmes.name_budget_line(
            by=town.officer, at=at("2026-05-12T09:00"), programme=town.programme, line=line
        )
    wait(item.case, "2026-05-20T00:00")
    do(item.case, "approve", person("one", Role.BUREAU).actor, "2026-05-20T09:00")

    with pytest.raises(LimitExceeded if with_line else WrongState):
        do(item.case, "approve", person("two", Role.BUREAU).actor, "2026-05-20T09:00")

    assert fresh(item.case).state == "approving"
    assert not Award.objects.exists()


def test_both_bidders_learn_the_outcome_after_the_award() -> None:
    town = scene()
    item, bids = town.approved()

    for bid in bids:
        do(bid.case, "settle", town.officer, "2026-05-21T09:00")

    assert [bid_again(bid).case.state for bid in bids] == ["not_chosen", "chosen"]
    assert item.awards.get().lane == 1


def test_what_was_kept_is_never_changed(db: None) -> None:
    town = scene()
    item, bids = town.approved()

    for change in (
        lambda: Award.objects.update(grant_fen=1),
        lambda: CheckResult.objects.update(verdict="met"),
        lambda: item.need.scores.update(points=100),
        lambda: item.choices.all().delete(),
        lambda: type(item).objects.update(number="JB2026-000009"),
        lambda: type(bids[0]).objects.update(opened_at=at("2026-05-20T09:00")),
        lambda: type(town.programme).objects.update(year=2027),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def content(budget: int, grant: int) -> BidContent:
    return BidContent(NOBODY, NOBODY, "", "", "", False, (), budget, grant)


def shares(**payers: str) -> dict[str, object]:
    rows = tuple({"payer": payer, "share": Decimal(share)} for payer, share in payers.items())
    return {"funding_shares": rows, "front_share": 60, "has_grant_before_and_after": True}


def test_an_amount_is_shared_by_largest_remainder() -> None:
    options = shares(city="33.33", demander="66.67")

    assert funding_of(content(100, 100), options) == Funding(
        100, 33, 20, 13, (("city", 33), ("demander", 67))
    )


def test_the_share_of_the_city_is_a_ceiling_and_no_entitlement() -> None:
    options = shares(city="30", demander="70")

    assert funding_of(content(1000, 250), options).grant_fen == 250
    assert funding_of(content(1000, 350), options).grant_fen == 300


def test_lanes_start_equally_where_the_round_says_so() -> None:
    town = scene("qinghai-race", with_money=False)
    item, bids = town.two_bids()
    smaller = Funding(600 * WAN, 100 * WAN, 50 * WAN, 50 * WAN, ())
    bigger = Funding(1200 * WAN, 300 * WAN, 150 * WAN, 150 * WAN, ())

    equal = with_equal_start((bigger, smaller))

    assert len(fundings(item, tuple(bids))) == 2
    assert [one.front_fen for one in equal] == [50 * WAN, 50 * WAN]
    assert [one.after_fen for one in equal] == [250 * WAN, 50 * WAN]
