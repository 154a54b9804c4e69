"""What was signed, accepted, paid or shared is not changed in the database behind the commands."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from kechuang.ledger import services as ledger
from kechuang.ledger.models import PaymentRun, Tranche
from kechuang.ledger.refusals import AlreadyDone
from kechuang.ledger.selectors.verifying import verify_books
from tests.rooms.ledger.town import AT, PREPARER, WAN, Town, small_treasury, warrant

pytestmark = pytest.mark.django_db
FUND_SHARES = ("position", "weight", "amount_fen", "obligation_id", "payable_id", "paid_id")
TRANCHES = ("position", "amount_fen")
WORDS = {
    "ledger_tranche": ("title", "condition", "acceptance"),
    "ledger_paymentrun": (
        "number", "drafted_by_name", "checked_by_name", "approved_by_name", "list_digest",
    ),
    "ledger_paymentitem": ("holder", "bank", "account_number", "number"),
    "ledger_payeeaccount": ("holder", "bank", "number", "confirmed_by_name"),
    "ledger_grant": ("title", "ground", "rule_pack"),
}  # fmt: skip
CHANGES = (
    *(f"UPDATE ledger_fundshare SET {name} = {name} + 1" for name in FUND_SHARES),
    *(f"UPDATE ledger_tranche SET {name} = {name} + 1" for name in TRANCHES),
    *(f"UPDATE {table} SET {name} = '改'" for table, names in WORDS.items() for name in names),
    "UPDATE ledger_tranche SET due_on = '2030-01-01'",
    "UPDATE ledger_tranche SET accepted_on = '2030-01-01'",
    "UPDATE ledger_tranche SET accepted_on = NULL, acceptance = ''",
    "UPDATE ledger_tranche SET released_on = '2030-01-01'",
    "UPDATE ledger_trancheshare SET accepted_id = NULL",
    "UPDATE ledger_paymentrun SET state = 'drafted'",
    "UPDATE ledger_paymentrun SET drafted_by_id = 99",
    "UPDATE ledger_paymentrun SET checked_by_id = 99",
    "UPDATE ledger_paymentrun SET approved_by_id = 99",
    "UPDATE ledger_paymentrun SET checked_at = NULL",
    "UPDATE ledger_paymentrun SET approved_at = NULL",
    "UPDATE ledger_paymentitem SET state = 'sent'",
    "UPDATE ledger_paymentitem SET paid_fen = 1",
    "UPDATE ledger_paymentitem SET paid_on = '2030-01-01'",
    "UPDATE ledger_paymentitem SET pending_id = NULL",
    "UPDATE ledger_payeeaccount SET confirmed_at = NULL",
    "DELETE FROM ledger_fundshare",
    "DELETE FROM ledger_tranche",
    "DELETE FROM ledger_paymentrun",
)


@pytest.fixture
def town() -> Town:
    return small_treasury()


@pytest.mark.parametrize("statement", CHANGES)
def test_a_settled_payment_keeps_who_signed_what_for_whom(town: Town, statement: str) -> None:
    town.paid(town.accepted(6 * WAN))

    with (
        pytest.raises(DatabaseError, match=r"frozen|stand|never deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_paymentrun SET checked_by_name = '他人'",
        "UPDATE ledger_paymentrun SET approved_by_name = '他人', approved_at = drafted_at",
        "UPDATE ledger_paymentrun SET state = 'sent'",
        "UPDATE ledger_paymentitem SET state = 'paid', paid_fen = amount_fen",
        "UPDATE ledger_paymentrun SET list_digest = 'x'",
    ],
)
def test_a_drafted_run_is_not_signed_past_its_steps(town: Town, statement: str) -> None:
    town.drafted(town.accepted())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_released_tranche_is_not_accepted_as_well(town: Town) -> None:
    grant = town.grant(WAN)
    ledger.release_tranches(warrant=warrant(), grant=grant, reason="终止")
    both = "UPDATE ledger_tranche SET accepted_on = '2026-11-21', acceptance = '验收'"

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(both)


def test_the_commands_still_move_what_they_may(town: Town) -> None:
    parts = town.accepted(WAN)
    accepted = parts[0].tranche
    voucher = accepted.parts.get().accepted.credits.get().voucher
    withdrawn = town.drafted(parts)
    ledger.withdraw_run(by=PREPARER, at=AT, run=withdrawn, reason="重编")
    ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="有误")
    reopened = Tranche.objects.get(pk=accepted.pk)
    ledger.accept_tranche(warrant=warrant(), tranche=reopened, acceptance="验收2号")

    assert town.paid([reopened.parts.get()]).state == "settled"
    assert PaymentRun.objects.count() == 2
    assert verify_books() == []


def test_an_acceptance_whose_money_was_ordered_is_not_reversed(town: Town) -> None:
    parts = town.accepted(WAN)
    voucher = parts[0].accepted.credits.get().voucher
    town.sent(parts)

    with pytest.raises(AlreadyDone) as refused:
        ledger.reverse_voucher(warrant=warrant(), voucher=voucher, reason="有误")

    assert "追回" in refused.value.why.zh
