"""A statement that was imported wrongly is taken back by two people, the last one first."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kechuang.audit.models import Event
from kechuang.base.errors import InvalidInput, WrongState
from kechuang.ledger import services as ledger
from kechuang.ledger.invariants import INVARIANTS
from kechuang.ledger.models import BankRow, BankStatement, Instruction, StatementWithdrawal
from kechuang.ledger.refusals import AlreadyDone, SamePerson
from kechuang.ledger.selectors.bank import bank_position
from kechuang.ledger.services.bank_matches import match_bank_row
from kechuang.ledger.services.instructions import approve_instruction
from kechuang.ledger.states import BankFinding
from tests.rooms.ledger import bank
from tests.rooms.ledger.desk import treasurer
from tests.rooms.ledger.town import APPROVER, AT, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
DECEMBER = {"first_on": date(2026, 12, 1), "last_on": date(2026, 12, 31)}


@pytest.fixture
def town() -> Town:
    return small_treasury()


@pytest.fixture
def statement(town: Town) -> BankStatement:
    return bank.imported(town, bank.row("B1", -WAN))


def withdraw(statement: BankStatement, **who: object) -> StatementWithdrawal:
    return ledger.withdraw_statement(warrant=warrant(**who), statement=statement, reason="账号填错")


def test_what_was_withdrawn_counts_no_more_and_stays_on_record(
    town: Town, statement: BankStatement
) -> None:
    withdrawal = withdraw(statement)

    assert bank_position(town.book, on=bank.LAST) is None
    assert BankRow.objects.filter(statement=statement).count() == 1
    told = Event.objects.get(command="withdraw_statement").payload
    assert (told["reason"], told["approver"]) == ("账号填错", APPROVER.name)
    assert told["sealed"]["ledger.statementwithdrawal"].keys() == {str(withdrawal.pk)}
    assert not [finding for each in INVARIANTS for finding in each.find()]


def test_the_same_period_and_the_same_rows_may_come_again(
    town: Town, statement: BankStatement
) -> None:
    withdraw(statement)

    again = bank.imported(town, bank.row("B1", -2 * WAN))

    assert again != statement
    position = bank_position(town.book, on=bank.LAST)
    assert position
    assert position.stated_fen == 998 * WAN
    withdraw(again)
    assert bank.imported(town, bank.row("B1", -WAN)).row_count == 1


def test_a_serial_that_stands_is_not_written_twice(town: Town, statement: BankStatement) -> None:
    later = bank.imported(town, **DECEMBER, opening_fen=999 * WAN)
    row = statement.rows.get()
    row.pk, row.statement = None, later

    with pytest.raises(DatabaseError, match="serial stands"), transaction.atomic():
        row.save(force_insert=True)


def test_nothing_is_withdrawn_under_a_later_statement(town: Town, statement: BankStatement) -> None:
    later = bank.imported(town, **DECEMBER, opening_fen=999 * WAN)
    forced = StatementWithdrawal(
        statement=statement, reason="x", prepared_by_name="a", approved_by_name="b",
        withdrawn_at=AT,
    )  # fmt: skip

    with pytest.raises(WrongState, match="此后还有对账单"):
        withdraw(statement)
    with pytest.raises(DatabaseError, match="later statement follows"), transaction.atomic():
        forced.save(force_insert=True)

    withdraw(later)
    withdraw(statement)


def test_nobody_withdraws_alone(statement: BankStatement) -> None:
    alone = StatementWithdrawal(
        statement=statement, reason="x", prepared_by_name="a", approved_by_name="a",
        withdrawn_at=AT,
    )  # fmt: skip

    with pytest.raises(SamePerson):
        withdraw(statement, by=APPROVER)
    with pytest.raises(IntegrityError), transaction.atomic():
        alone.save(force_insert=True)


def test_a_statement_is_withdrawn_once_and_with_a_reason(statement: BankStatement) -> None:
    with pytest.raises(InvalidInput):
        ledger.withdraw_statement(warrant=warrant(), statement=statement, reason=" ")
    withdraw(statement)

    with pytest.raises(AlreadyDone):
        withdraw(statement)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StatementWithdrawal.objects.update(reason="改")


def test_nothing_is_found_about_its_rows_any_more(town: Town, statement: BankStatement) -> None:
    row = statement.rows.get()
    withdraw(statement)

    with pytest.raises(AlreadyDone):
        match_bank_row(by=APPROVER, at=AT, row=row, finding=BankFinding.EXPLAINED, reason="手续费")


def test_a_payment_that_it_was_matched_to_is_free_again(town: Town) -> None:
    item = town.paid(town.accepted(6 * WAN)).items.get()
    bank.found_payment(town)
    withdraw(BankStatement.objects.get())

    bank.imported(town, bank.paid_row(item, "N9"))
    match = match_bank_row(
        by=APPROVER,
        at=AT,
        row=BankRow.objects.get(serial="N9"),
        finding=BankFinding.POSTED,
        transfer=item.pending.resolution.pk,
    )

    assert match.transfer_id == item.pending.resolution.pk
    assert not [finding for each in INVARIANTS for finding in each.find()]


def test_it_is_asked_on_its_page_and_approved_at_the_desk(
    town: Town, statement: BankStatement
) -> None:
    clerk, second = treasurer("甲财务"), treasurer("乙财务")
    page = f"/ledger/reconciliation/bank/statements/{statement.pk}/"
    assert "撤回对账单" in clerk.client.get(page).content.decode()
    typed = {"request_id": str(uuid4()), "reason": "账号填错"}

    sent = clerk.client.post(f"{page}withdraw/", typed)
    asked = Instruction.objects.get()
    told = second.client.get(sent["Location"]).content.decode()
    approve_instruction(by=second.actor, at=AT, instruction=asked)

    assert "账号填错" in told
    shown = clerk.client.get(page).content.decode()
    assert "不再计入对账" in shown
    assert "撤回对账单" not in shown
    assert "已撤回的对账单" in clerk.client.get("/ledger/reconciliation/bank/").content.decode()
