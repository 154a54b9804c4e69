"""Reservations end with their last day, exactly once; what comes later takes what is free."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

from kechuang.audit.models import Event
from kechuang.ledger import services as ledger
from kechuang.ledger.models import BudgetLine, Transfer, Voucher
from kechuang.ledger.refusals import AlreadyDone, LimitExceeded
from kechuang.ledger.services.expiring import expire_reservation
from kechuang.ledger.states import Phase
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
ENDS = AT + timedelta(days=7)
PAST = ENDS + timedelta(minutes=1)


@pytest.fixture
def town() -> Town:
    return small_treasury()


def held(town: Town, fen: int = 10 * WAN) -> Transfer:
    told = {"amount_fen": fen, "purpose": "公示", "expires_at": ENDS}
    voucher = ledger.reserve_budget(warrant=warrant(), line=town.line, **told)
    return voucher.transfers.get()


def free_fen(town: Town) -> int:
    return BudgetLine.objects.get(pk=town.line.pk).account.free_fen


def test_nothing_ends_before_its_day_is_over(town: Town) -> None:
    held(town)

    assert ledger.expire_reservations(at=ENDS - timedelta(minutes=1)).expired == 0
    assert free_fen(town) == 90 * WAN


def test_the_clock_lets_money_go_when_the_day_is_over(town: Town) -> None:
    reservation = held(town)

    told = ledger.expire_reservations(at=PAST)

    assert (told.expired, told.failures) == (1, [])
    assert free_fen(town) == 100 * WAN
    end = Transfer.objects.get(pending=reservation)
    assert end.phase == Phase.EXPIRE
    assert end.voucher.actor_id is end.voucher.approver_id is None
    assert "时钟" in end.voucher.actor_name
    assert Event.objects.filter(command="resolve_reservation").count() == 1


def test_it_ends_once_however_often_the_clock_looks(town: Town) -> None:
    reservation = held(town)
    vouchers = Voucher.objects.count()

    assert expire_reservation(reservation.pk, at=PAST)
    assert not expire_reservation(reservation.pk, at=PAST + timedelta(minutes=1))
    assert not expire_reservation(reservation.pk, at=PAST + timedelta(days=1))
    assert ledger.expire_reservations(at=PAST).expired == 0

    assert Voucher.objects.count() == vouchers + 1
    ended = Voucher.objects.get(transfers__pending=reservation)
    once = uuid5(NAMESPACE_URL, f"ledger:reservation:{reservation.pk}:expire")
    assert ended.request_id == once


def test_what_was_ended_is_not_ended_again_nor_before_its_day(town: Town) -> None:
    reservation = held(town)
    given = {"reservation": reservation, "phase": Phase.EXPIRE}

    with pytest.raises(AlreadyDone, match="尚未到期"):
        ledger.resolve_reservation(warrant=warrant(), **given)
    ledger.resolve_reservation(warrant=warrant(at=PAST, on=PAST.date()), **given)
    with pytest.raises(AlreadyDone, match="已处理"):
        ledger.resolve_reservation(warrant=warrant(at=PAST, on=PAST.date()), **given)


def test_what_was_posted_in_time_does_not_expire(town: Town) -> None:
    ledger.resolve_reservation(warrant=warrant(), reservation=held(town), phase=Phase.POST)

    assert ledger.expire_reservations(at=PAST).expired == 0


def test_posting_after_the_day_is_refused_and_says_which_day(town: Town) -> None:
    reservation = held(town)
    late = warrant(at=PAST, on=PAST.date())

    with pytest.raises(AlreadyDone) as refused:
        ledger.resolve_reservation(warrant=late, reservation=reservation, phase=Phase.POST)

    assert str(date(2026, 11, 28)) in refused.value.why.zh


@pytest.mark.parametrize("has_clock_run", [True, False])
def test_a_grant_after_the_day_takes_what_is_free(town: Town, has_clock_run: bool) -> None:
    reservation = held(town)
    if has_clock_run:
        ledger.expire_reservations(at=PAST)
    late = warrant(at=PAST, on=PAST.date())

    ledger.agree_grant(warrant=late, plan=town.plan(10 * WAN), reservation=reservation)

    assert free_fen(town) == 90 * WAN
    assert Transfer.objects.get(pending=reservation).phase == Phase.EXPIRE


def test_a_grant_after_the_day_is_refused_when_nothing_is_left(town: Town) -> None:
    reservation = held(town)
    ledger.expire_reservations(at=PAST)
    town.grant(95 * WAN)

    with pytest.raises(LimitExceeded):
        ledger.agree_grant(
            warrant=warrant(at=PAST, on=ON), plan=town.plan(10 * WAN), reservation=reservation
        )


def test_a_reservation_serves_one_grant(town: Town) -> None:
    reservation = held(town)
    ledger.agree_grant(warrant=warrant(), plan=town.plan(10 * WAN), reservation=reservation)

    with pytest.raises(AlreadyDone):
        ledger.agree_grant(warrant=warrant(), plan=town.plan(10 * WAN), reservation=reservation)


def test_what_cannot_be_ended_is_told_and_tried_again(town: Town) -> None:
    reservation = held(town)
    in_a_year_not_open = PAST + timedelta(days=60)

    told = ledger.expire_reservations(at=in_a_year_not_open)

    assert told.expired == 0
    assert told.failures[0][0] == str(reservation.voucher)
    assert "未开立 2027 年账" in told.failures[0][1]
    assert ledger.expire_reservations(at=PAST).expired == 1
