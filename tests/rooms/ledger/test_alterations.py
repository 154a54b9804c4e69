"""What was changed past the commands is not paid by, and the attempt is reported."""

from __future__ import annotations

import pytest
from django.db import connection

from kechuang.audit.models import Event
from kechuang.ledger import services as ledger
from kechuang.ledger.models import PaymentItem, PaymentRun
from kechuang.ledger.refusals import AlteredRecord
from kechuang.ledger.selectors.list_digests import digest_of
from tests.rooms.ledger.town import AT, CHECKER, Town, confirmed_payee, small_treasury, warrant

pytestmark = pytest.mark.django_db
TAMPERED = {
    "ledger_payeeaccount": "number = '6222999999999999'",
    "ledger_grant": "title = '另一项目'",
    "ledger_tranche": "amount_fen = amount_fen + 1",
    "ledger_trancheshare": "amount_fen = amount_fen + 1",
    "ledger_fundshare": "weight = weight + 1",
}


@pytest.fixture
def town() -> Town:
    return small_treasury()


def altered(table: str, change: str) -> None:
    """As a database administrator does it: the guard goes first."""
    of_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_frozen{of_table}")
        cursor.execute(f"UPDATE {table} SET {change}")


@pytest.mark.parametrize("table", TAMPERED)
def test_an_altered_record_is_not_paid_by(town: Town, table: str) -> None:
    parts = town.accepted()
    altered(table, TAMPERED[table])

    with pytest.raises(AlteredRecord) as refused:
        town.drafted(parts)

    event = Event.objects.latest("sequence")
    assert event.command == "refuse_altered"
    assert event.payload["altered"][0][0] == table.replace("_", ".")
    assert "审计链" in refused.value.why.zh
    assert not PaymentRun.objects.exists()


def test_a_payment_altered_after_its_check_is_not_sent(town: Town) -> None:
    run = ledger.check_run(by=CHECKER, at=AT, run=town.drafted(town.accepted()))
    altered("ledger_paymentitem", "bank = '另一银行'")
    altered("ledger_paymentrun", f"list_digest = '{digest_of(run.items.all())}'")
    run.refresh_from_db()

    with pytest.raises(AlteredRecord):
        ledger.approve_run(warrant=warrant(), run=run)

    assert PaymentItem.objects.get().state == "drafted"


def test_what_commands_changed_is_paid_by(town: Town) -> None:
    parts = town.accepted()
    confirmed_payee(town.party)

    assert town.paid(parts).state == "settled"
