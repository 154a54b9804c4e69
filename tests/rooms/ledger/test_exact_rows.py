"""Rows of the bank that can be only one payment are listed, and confirmed together."""

from __future__ import annotations

import pytest

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput
from kechuang.ledger.models import BankMatch, BankRow, PaymentItem
from kechuang.ledger.refusals import AlreadyDone
from kechuang.ledger.selectors.bank import bank_position
from kechuang.ledger.selectors.bank_exact import exact_matches
from kechuang.ledger.services.bank_matches import match_bank_row, match_exact_rows
from kechuang.ledger.states import BankFinding
from tests.rooms.ledger import bank
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import APPROVER, AT, PREPARER, WAN, Town, small_treasury

pytestmark = pytest.mark.django_db
PLACE_OF_REMARK = 6
Cells = list[str]


@pytest.fixture
def town() -> Town:
    return small_treasury()


@pytest.fixture
def items(town: Town) -> list[PaymentItem]:
    """Two payments of 6 万元 to one account."""
    return list(town.paid(town.accepted(6 * WAN, 6 * WAN)).items.order_by("number"))


def said(cells: Cells, remark: str) -> Cells:
    return [*cells[:PLACE_OF_REMARK], remark, *cells[PLACE_OF_REMARK + 1 :]]


def named(item: PaymentItem, serial: str, fen: int = 0) -> Cells:
    return said(bank.paid_row(item, serial, fen), f"财政拨款 {item.number}，请查收")


def listed(town: Town) -> list[tuple[str, str]]:
    found = exact_matches(town.book, reader=APPROVER)
    return [(each.row.serial, each.entry.number) for each in found]


def confirm(town: Town) -> list[BankMatch]:
    seen = [each.key for each in exact_matches(town.book, reader=APPROVER)]
    return match_exact_rows(by=APPROVER, at=AT, book=town.book, seen=seen)


def test_all_that_can_be_only_one_payment_are_confirmed_together(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, named(items[0], "N1"), named(items[1], "N2"))
    assert listed(town) == [("N1", items[0].number), ("N2", items[1].number)]

    confirm(town)

    position = bank_position(town.book, on=bank.LAST)
    assert position
    assert position.is_settled
    assert listed(town) == []
    assert Event.objects.filter(command="match_bank_row").count() == 2


def test_another_amount_account_or_number_is_left_to_a_person(
    town: Town, items: list[PaymentItem]
) -> None:
    one, other = items
    elsewhere = named(one, "N2")
    elsewhere[4] = "6222999900001111"
    unnamed, longer = bank.paid_row(one, "N3"), said(bank.paid_row(one, "N4"), f"{one.number}9")
    both = said(bank.paid_row(one, "N5"), f"{one.number} {other.number}")

    bank.imported(town, named(one, "N1", 5 * WAN), elsewhere, unnamed, longer, both)

    assert listed(town) == []


def test_a_payment_that_two_rows_name_is_left_to_a_person(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, named(items[0], "N1"), named(items[0], "N2"))

    assert listed(town) == []


def test_whoever_imported_confirms_nothing(town: Town, items: list[PaymentItem]) -> None:
    bank.imported(town, named(items[0], "N1"))

    assert exact_matches(town.book, reader=PREPARER) == []
    (pair,) = exact_matches(town.book, reader=APPROVER)
    with pytest.raises(AlreadyDone):
        match_exact_rows(by=PREPARER, at=AT, book=town.book, seen=[pair.key])


def test_a_list_that_changed_meanwhile_is_not_confirmed(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, named(items[0], "N1"), named(items[1], "N2"))
    seen = [each.key for each in exact_matches(town.book, reader=APPROVER)]
    row = BankRow.objects.get(serial="N1")
    match_bank_row(by=APPROVER, at=AT, row=row, finding=BankFinding.EXPLAINED, reason="待核")

    with pytest.raises(AlreadyDone):
        match_exact_rows(by=APPROVER, at=AT, book=town.book, seen=seen)
    with pytest.raises(InvalidInput):
        match_exact_rows(by=APPROVER, at=AT, book=town.book, seen=[])
    assert BankMatch.objects.count() == 1


def test_they_are_shown_first_and_confirmed_by_one_button(
    town: Town, items: list[PaymentItem]
) -> None:
    bank.imported(town, named(items[0], "N1"), named(items[1], "N2"))
    clerk = treasurer("乙财务")
    page = "/ledger/reconciliation/bank/exact/"
    shown = clerk.client.get(page)
    pairs = [each.key for each in shown.context["pairs"]]

    assert "¥120,000.00" in shown.content.decode()
    answer = clerk.client.post(page, {"book": town.book.code, "seen": pairs})

    assert answer.status_code == 302
    assert "没有可以一并确认的流水" in clerk.client.get(answer["Location"]).content.decode()
    assert clerk.client.post(page, {"book": town.book.code}).status_code == 422
