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
ACCEPTANCE = r"acceptance or release stands"
SIGNATURES = "signatures stand"
PAYMENT = "payment stands"
SETTLED = {
    ACCEPTANCE: (
        "ledger_tranche SET acceptance = '改'",
        "ledger_tranche SET accepted_on = '2030-01-01'",
        "ledger_tranche SET released_on = '2030-01-01'",
        "ledger_tranche SET accepted_on = NULL, acceptance = ''",
    ),
    SIGNATURES: (
        *(
            f"ledger_paymentrun SET {step}_by_{what}"
            for step in ("checked", "approved")
            for what in ("id = 99", "name = '改'")
        ),
        "ledger_paymentrun SET checked_at = '2030-01-01'",
        "ledger_paymentrun SET approved_at = '2030-01-01'",
        "ledger_paymentrun SET state = 'drafted'",
        "ledger_paymentrun SET state = 'withdrawn'",
    ),
    PAYMENT: (
        "ledger_paymentitem SET state = 'sent'",
        "ledger_paymentitem SET paid_fen = 1",
        "ledger_paymentitem SET paid_on = '2030-01-01'",
        "ledger_paymentitem SET pending_id = NULL",
    ),
    "confirmation stands": (
        "ledger_payeeaccount SET confirmed_at = '2030-01-01'",
        "ledger_payeeaccount SET confirmed_by_id = 99",
        "ledger_payeeaccount SET confirmed_by_name = '改'",
    ),
}
DRAFTED = {
    SIGNATURES: (
        "ledger_paymentrun SET checked_by_name = '他人'",
        "ledger_paymentrun SET approved_by_name = '他人'",
        "ledger_paymentrun SET state = 'sent'",
        "ledger_paymentrun SET state = 'settled'",
    ),
    PAYMENT: (
        "ledger_paymentitem SET state = 'paid'",
        "ledger_paymentitem SET paid_fen = amount_fen",
        "ledger_paymentitem SET pending_id = (SELECT id FROM ledger_transfer LIMIT 1)",
    ),
}


@pytest.fixture
def town() -> Town:
    return small_treasury()


def passed(changes: dict[str, tuple[str, ...]]) -> list[str]:
    """Those that the database let happen, or refused for another reason."""
    each = [(why, change) for why, group in changes.items() for change in group]
    return [change for why, change in each if why not in refused(f"UPDATE {change}")]


def refused(statement: str) -> str:
    """Why; empty where it was done."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError as refusal:
        return str(refusal)
    return ""


def test_a_settled_payment_keeps_who_signed_what_for_whom(town: Town) -> None:
    town.paid(town.accepted(6 * WAN))

    assert passed(SETTLED) == []


def test_a_drafted_run_is_not_signed_past_its_steps(town: Town) -> None:
    town.drafted(town.accepted())

    assert passed(DRAFTED) == []


def test_an_acceptance_is_changed_by_no_hand_before_its_money_is_ordered(town: Town) -> None:
    town.accepted(6 * WAN)
    words = ("acceptance = '改'", "acceptance = ''", "accepted_on = NULL")

    assert passed({ACCEPTANCE: tuple(f"ledger_tranche SET {each}" for each in words)}) == []


def test_a_released_tranche_is_not_accepted_as_well(town: Town) -> None:
    grant = town.grant(WAN)
    ledger.release_tranches(warrant=warrant(), grant=grant, reason="终止")
    changes = ("accepted_on = '2026-11-21', acceptance = '验收'", "released_on = '2030-01-01'")

    assert passed({ACCEPTANCE: tuple(f"ledger_tranche SET {each}" for each in changes)}) == []


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
