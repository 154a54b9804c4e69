"""Two others approve what was proposed; money is held, and what was kept stays."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from pytest_django import DjangoDbBlocker

from kechuang.audit.models import Event
from kechuang.base.errors import NotAllowed, WrongState
from kechuang.base.roles import Role
from kechuang.cases.models import Letter, Participant
from kechuang.cases.refusals import StepRefused
from kechuang.ledger.refusals import LimitExceeded
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Award, Bid, CheckResult, ListedItem
from tests.base.registry.cast import person
from tests.rooms.cases.scene import at, do, fresh, wait
from tests.rooms.ledger.town import WAN, small_treasury
from tests.rooms.programmes.scene import Scene, bid_again, item_again, treasury

pytestmark = pytest.mark.django_db
Proposed = tuple[ListedItem, list[Bid]]
TOLD = at("2026-05-21T09:00")


@pytest.fixture(scope="module")
def kept_proposal(kept_town: Scene, django_db_blocker: DjangoDbBlocker) -> Proposed:
    with django_db_blocker.unblock():
        return kept_town.proposed()


@pytest.fixture
def proposed(kept_proposal: Proposed) -> Proposed:
    """An item in publicity: the demander chose the second bid; nobody named a budget line."""
    item, bids = kept_proposal
    return item_again(item), [bid_again(bid) for bid in bids]


@pytest.fixture
def approved(town: Scene, proposed: Proposed) -> Proposed:
    """The same, with money and approved."""
    item, bids = proposed
    programmes.name_budget_line(
        by=town.officer, at=at("2026-05-12T09:00"), programme=town.programme, line=treasury()
    )
    return town.approve(item), [bid_again(bid) for bid in bids]


def test_nobody_who_listed_or_proposed_approves_and_nobody_twice(
    town: Scene, proposed: Proposed
) -> None:
    item, _ = proposed
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
def test_an_award_without_money_is_not_approved(
    town: Scene, proposed: Proposed, with_line: bool
) -> None:
    item, _ = proposed
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


def test_both_bidders_learn_the_outcome_after_the_award(town: Scene, approved: Proposed) -> None:
    item, bids = approved

    told = programmes.tell_outcome(by=town.officer, at=TOLD, item=item)

    assert {bid.pk for bid in told} == {bid.pk for bid in bids}
    assert [bid_again(bid).case.state for bid in bids] == ["not_chosen", "chosen"]
    letters = Letter.objects.filter(case__bid__in=bids, template="outcome")
    assert letters.count() == 2
    assert item.awards.get().lane == 1


def test_nobody_is_told_twice(town: Scene, approved: Proposed) -> None:
    item, bids = approved
    do(bids[0].case, "settle", town.officer, "2026-05-21T08:00")

    first = programmes.tell_outcome(by=town.officer, at=TOLD, item=item)
    again = programmes.tell_outcome(by=town.officer, at=TOLD, item=item)

    assert ([bid.pk for bid in first], again) == ([bids[1].pk], ())
    events = Event.objects.filter(command="tell_outcome")
    assert [event.payload["bids"] for event in events] == [[bids[1].case.number]]
    assert Letter.objects.filter(case__bid__in=bids, template="outcome").count() == 2


def test_nobody_is_told_before_the_award(town: Scene, proposed: Proposed) -> None:
    item, bids = proposed

    with pytest.raises(WrongState, match="尚未批准或否决"):
        programmes.tell_outcome(by=town.officer, at=TOLD, item=item)
    assert {bid_again(bid).case.state for bid in bids} == {"reviewing"}


def test_only_officers_without_interest_tell(town: Scene, approved: Proposed) -> None:
    item, _ = approved
    outsiders = (town.demander.actor, town.bidders[0][0].actor, town.also_officer(town.demander))

    for by in outsiders:
        with pytest.raises(NotAllowed):
            programmes.tell_outcome(by=by, at=TOLD, item=item)


def test_the_winner_leads_the_item_from_now_on(approved: Proposed) -> None:
    item, bids = approved

    (leader,) = Participant.objects.filter(case=item.case, role="leader")
    assert leader.party == bids[1].party


def test_what_was_kept_is_never_changed(town: Scene, approved: Proposed) -> None:
    item, bids = approved

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
