"""From a need to the approval, in every place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from kechuang.cases.models import StepTaken
from kechuang.cases.selectors import terms_of
from kechuang.programmes.models import Award, Bid, ListedItem
from kechuang.programmes.selectors.awards import lanes_of
from tests.rooms.ledger.town import WAN
from tests.rooms.programmes.keeping import lasting
from tests.rooms.programmes.scene import ELEVEN, scene

pytestmark = pytest.mark.django_db
LANES = {"chengdu-challenge": 3, "qinghai-race": 5}
FRONT = {"qinghai-race": 50}
Approved = tuple[ListedItem, list[Bid]]


@pytest.fixture(scope="module")
def approved(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Approved]:
    """An item of a place with its two bids, approved."""
    with lasting(django_db_blocker):
        yield scene(request.param).approved()


@pytest.mark.parametrize("approved", ELEVEN, indirect=True)
def test_a_need_goes_to_its_approval_in_every_place(approved: Approved) -> None:
    item, bids = approved
    place = terms_of(item.case.round).procedure.id

    chosen, other = bids[1], bids[0]
    awards = list(Award.objects.filter(item=item))
    expected = [chosen, other] if LANES.get(place) else [chosen]
    assert [award.bid for award in awards] == expected
    assert lanes_of(item) == LANES.get(place, 1)
    assert {award.grant_fen for award in awards} == {300 * WAN}
    assert {award.front_fen for award in awards} == {3 * WAN * FRONT.get(place, 60)}
    assert {award.reservation.amount_fen for award in awards} == {300 * WAN}


@pytest.mark.parametrize("approved", ["jinan-challenge"], indirect=True)
def test_the_money_is_held_on_the_word_of_the_two_who_approved(approved: Approved) -> None:
    item, _ = approved

    approvals = StepTaken.objects.filter(case=item.case, event="approve").order_by("position")
    voucher = Award.objects.get(item=item).reservation.voucher

    assert [voucher.actor_id, voucher.approver_id] == [step.by_id for step in approvals]
    assert voucher.actor_id != voucher.approver_id
    assert item.case.number in voucher.decision


@pytest.mark.parametrize("approved", ["jinan-challenge"], indirect=True)
def test_every_step_to_the_approval_is_kept_with_its_facts(approved: Approved) -> None:
    item, bids = approved

    steps = StepTaken.objects.filter(case=item.case, waiting_for=0).order_by("position")
    facts = {step.event: step.facts for step in steps}
    assert [step.target for step in steps] == [
        "filed", "listable", "published", "bidding", "sealed", "checking", "reviewing", "choosing",
        "proposing", "publicity", "approving", "contracting",
    ]  # fmt: skip
    assert facts["list_need"] == {"listable_points": 77, "is_duplicate": False}
    assert facts["close_bidding"]["bid_count"] == 2
    assert facts["finish_check"]["eligible_count"] == 2
    assert facts["close_review"]["fewest_reports"] == 3
    assert facts["approve"]["winner"]["code"] == bids[1].party.credit_code
    assert facts["approve"]["affiliation_found"] is False
    assert facts["approve"]["dishonesty_found"] is False


@pytest.mark.parametrize("approved", ["hunan-challenge"], indirect=True)
def test_the_shares_of_the_payers_are_those_of_the_round(approved: Approved) -> None:
    item, _ = approved

    award = Award.objects.get(item=item)

    assert terms_of(item.case.round).procedure.id == "hunan-challenge"
    assert award.shares == [
        {"payer": "city", "fen": 600 * WAN},
        {"payer": "demander", "fen": 600 * WAN},
    ]
