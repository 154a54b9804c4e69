"""A clerk who takes part in an item or a bid is no authority for it, nor for what is beside it."""

from __future__ import annotations

from typing import Any

import pytest

from kechuang.base.errors import NotAllowed
from kechuang.cases.access import roles_of
from kechuang.cases.refusals import StepRefused
from kechuang.cases.services import take_step
from kechuang.cases.states import STAFF_ROLES
from kechuang.programmes import services as programmes
from kechuang.programmes.access import bids_seen_by
from kechuang.programmes.models import Bid
from tests.rooms.cases.scene import at, do, fresh, hand_in
from tests.rooms.programmes.scene import Scene, judge, label_of, scene

pytestmark = pytest.mark.django_db
REFUSED: Any = (NotAllowed, StepRefused)


@pytest.fixture
def town() -> Scene:
    return scene(with_money=False)


def test_who_poses_a_need_does_not_list_it_as_a_clerk(town: Scene) -> None:
    clerk, need = town.also_officer(town.demander), town.listable()
    with pytest.raises(REFUSED):
        do(need.case, "list_need", clerk, "2026-03-10T10:00")
    assert fresh(need.case).state == "filed"
    assert not roles_of(clerk, need.case) & STAFF_ROLES


def test_who_poses_an_item_reads_no_bid_as_a_clerk_and_closes_no_review(town: Scene) -> None:
    item, bids = town.reviewing()
    clerk = town.also_officer(town.demander)
    assert not Bid.objects.filter(bids_seen_by(clerk)).exists()
    judge(item, bids)
    hand_in(item.case, "review_record", town.officer, "2026-05-06T08:00")
    with pytest.raises(REFUSED):
        do(item.case, "close_review", clerk, "2026-05-06T09:00")


def test_who_poses_an_item_proposes_no_winner_as_a_clerk(town: Scene) -> None:
    item, bids = town.reviewed()
    clerk = town.also_officer(town.demander)
    programmes.choose_winner(
        by=town.poser,
        at=at("2026-05-08T09:00"),
        item=item,
        label=label_of(bids[1]),
        reason="更合用",
    )
    with pytest.raises(REFUSED):
        do(item.case, "propose", clerk, "2026-05-11T09:00")


@pytest.mark.parametrize("whose", [0, 1])
def test_who_bids_asks_for_no_supplement_as_a_clerk(town: Scene, whose: int) -> None:
    _, bids = town.two_bids()
    clerk = town.also_officer(town.bidders[0][0])
    with pytest.raises(REFUSED):
        take_step(
            by=clerk, at=at("2026-04-16T10:00"), case=bids[whose].case,
            event="ask_supplement", reason="请补正",
        )  # fmt: skip
    assert fresh(bids[whose].case).state == "checking"


def test_the_first_of_two_approvals_is_not_given_by_who_bid(town: Scene) -> None:
    item, _ = town.proposed()
    clerk = town.also_officer(town.bidders[0][0])
    assert not roles_of(clerk, item.case) & STAFF_ROLES
    assert roles_of(town.officer, item.case) >= STAFF_ROLES
