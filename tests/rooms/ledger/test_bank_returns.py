"""A payment that the bank sends back: taken back in red, payable once more, nothing asked back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from kechuang.base.errors import InvalidInput
from kechuang.base.invariants import Finding
from kechuang.ledger import services as ledger
from kechuang.ledger.invariants.paying import unexplained_returns
from kechuang.ledger.invariants.posting import ill_fitting_reds
from kechuang.ledger.models import BankReturn, PaymentItem, Voucher
from kechuang.ledger.refusals import AlreadyDone, LimitExceeded
from kechuang.ledger.selectors.bank_entries import bank_entries
from kechuang.ledger.selectors.board import board
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.selectors.party_money import party_money
from kechuang.ledger.selectors.payable import accepted_unpaid
from kechuang.ledger.selectors.reconciled_then import reconciled_at
from kechuang.ledger.selectors.reconciling import reconciled
from kechuang.ledger.states import ItemState
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import AT, ON, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
LATER, LATER_AT = ON + timedelta(days=3), AT + timedelta(days=3)
WHY = "账号与户名不符"


@pytest.fixture
def town(db: None) -> Town:
    return small_treasury()


@pytest.fixture
def item(town: Town) -> PaymentItem:
    run = town.sent(town.accepted())
    sent = run.items.get()
    told = ledger.Answer(sent.number, "T-1", True, sent.amount_fen, ON)
    ledger.record_answers(warrant=warrant(), run=run, answers=[told])
    return PaymentItem.objects.get(pk=sent.pk)


def sent_back(item: PaymentItem, serial: str = "TH-1", **who: Any) -> Voucher:
    return ledger.record_bank_return(
        warrant=warrant(**{"on": LATER, "at": LATER_AT, **who}),
        item=item,
        serial=serial,
        reason=WHY,
    )


def disagreeing() -> list[str]:
    now = [each.label.zh for each in reconciled() if not each.agrees]
    then = [
        f"{moment.on}: {each.label.zh}"
        for moment in (Moment(ON), Moment(LATER), Moment(LATER, AT), Moment(LATER, LATER_AT))
        for each in reconciled_at(moment)
        if not each.agrees
    ]
    return [*now, *then]


def broken() -> list[Finding]:
    return [*unexplained_returns(), *ill_fitting_reds()]


def test_what_came_back_is_paid_once_more_and_nothing_is_asked_back(
    town: Town, item: PaymentItem
) -> None:
    sent_back(item)
    assert PaymentItem.objects.get(pk=item.pk).state == ItemState.RETURNED
    assert accepted_unpaid(town.book).get().free_fen == item.paid_fen  # type: ignore[attr-defined]
    assert board(year=ON.year, on=LATER).whole.paid_fen == 0
    assert board(year=ON.year, on=ON).whole.paid_fen == item.paid_fen
    run = town.sent([item.part])
    again = run.items.get()
    told = ledger.Answer(again.number, "T-2", True, again.amount_fen, LATER)
    ledger.record_answers(warrant=warrant(on=LATER, at=LATER_AT), run=run, answers=[told])
    assert board(year=ON.year, on=LATER).whole.paid_fen == item.paid_fen
    assert not item.part.share.claw_backs.exists()
    assert disagreeing() == []
    assert broken() == []


def test_the_bank_shows_it_out_and_in(town: Town, item: PaymentItem) -> None:
    sent_back(item)
    shown = [
        (each.is_in, each.serial, each.amount_fen) for each in bank_entries(town.book, on=LATER)
    ]
    assert shown == [(False, "T-1", item.paid_fen), (True, "TH-1", item.paid_fen)]
    assert [each.is_in for each in bank_entries(town.book, on=ON)] == [False]
    assert disagreeing() == []


def test_it_comes_back_once(item: PaymentItem) -> None:
    asked = warrant(on=LATER, at=LATER_AT)
    first = sent_back(item, request_id=asked.request_id)
    assert sent_back(item, request_id=asked.request_id) == first
    with pytest.raises(AlreadyDone, match="已退汇"):
        sent_back(item, "TH-2")
    assert BankReturn.objects.count() == 1


def test_the_banks_number_stands_for_one_return(town: Town, item: PaymentItem) -> None:
    sent_back(item)
    run = town.sent([item.part])
    again = run.items.get()
    told = ledger.Answer(again.number, "T-2", True, again.amount_fen, LATER)
    ledger.record_answers(warrant=warrant(on=LATER, at=LATER_AT), run=run, answers=[told])
    again.refresh_from_db()
    with pytest.raises(AlreadyDone, match="已登记"):
        sent_back(again, "th－1")
    sent_back(again, "TH-2")
    assert broken() == []


def test_what_was_asked_back_meanwhile_cannot_come_back_whole(item: PaymentItem) -> None:
    ledger.decide_claw_back(
        warrant=warrant(), share=item.part.share, amount_fen=WAN, reason="多付", decision="追1号"
    )
    with pytest.raises(LimitExceeded):
        sent_back(item)
    assert not BankReturn.objects.exists()


@pytest.mark.parametrize("wrong", [{"on": ON - timedelta(days=1)}, {"serial": " "}])
def test_a_day_before_the_payment_or_no_number_is_refused(
    item: PaymentItem, wrong: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput):
        sent_back(item, **wrong)
    assert not BankReturn.objects.exists()


def test_the_database_lets_nothing_come_back_without_its_record(item: PaymentItem) -> None:
    with pytest.raises(DatabaseError, match="its payment stands"), transaction.atomic():
        PaymentItem.objects.filter(pk=item.pk).update(state=ItemState.RETURNED)
    sent_back(item)
    with pytest.raises(DatabaseError, match="its payment stands"), transaction.atomic():
        PaymentItem.objects.filter(pk=item.pk).update(state=ItemState.PAID)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        BankReturn.objects.update(reason="别的")


def test_the_voucher_of_a_return_is_not_reversed(item: PaymentItem) -> None:
    with pytest.raises(InvalidInput, match="重新支付"):
        ledger.reverse_voucher(warrant=warrant(), voucher=sent_back(item), reason="误")


def test_pages_tell_the_treasury_and_the_party(
    monkeypatch: pytest.MonkeyPatch, town: Town, item: PaymentItem
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER_AT)
    page = treasurer("财务一").client
    assert "登记退汇" in page.get(f"/ledger/receipts/{item.number}/").content.decode()
    form = {"serial": "TH-1", "reason": WHY, "on": LATER, "request_id": warrant().request_id}
    answer = page.post(f"/ledger/payments/{item.number}/return/", form)
    assert answer.status_code == 302
    treasurer("财务二").client.post(f"{answer['Location']}approve/")
    receipt = page.get(f"/ledger/receipts/{item.number}/").content.decode()
    assert "被银行退回" in receipt
    assert "登记退汇" not in receipt
    for address in (f"runs/{item.run.number}/", f"parties/{town.party.pk}/"):
        assert WHY in page.get(f"/ledger/{address}").content.decode()


def test_the_party_had_it_until_it_came_back(town: Town, item: PaymentItem) -> None:
    sent_back(item)
    reader = treasurer("财务一").actor
    then, now = (party_money(reader, town.party, on=on, moment=Moment(on)) for on in (ON, LATER))
    assert (then.paid_fen, now.paid_fen) == (item.paid_fen, 0)
