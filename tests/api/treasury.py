"""Money of the small region: runs in several states, a receipt, an account, an answer file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils.timezone import localdate, now

from kechuang.files.models import StoredFile
from kechuang.ledger import services as ledger
from kechuang.ledger.models import BankStatement, PayeeAccount, PaymentItem, PaymentRun
from kechuang.ledger.services.answer_files import store_answers
from kechuang.parties.models import Party
from tests.journeys.small_region import Region
from tests.rooms.ledger import bank
from tests.rooms.ledger.town import APPROVER, AT, CHECKER, PREPARER, Town, small_treasury, warrant

COLUMNS = "支付单号,回单号,办理结果,实付金额（元）,回单日期"


@dataclass(frozen=True)
class Treasury:
    """Records by what the addresses of the ledger ask for."""

    drafted: PaymentRun
    sent: PaymentRun
    paid: dict[str, PaymentItem]
    waiting: PayeeAccount
    answers: StoredFile
    statement: BankStatement


def open_treasury(region: Region) -> Treasury:
    """Built by the system, but for the answer file, which the bureau's clerk sent."""
    town = small_treasury()
    year = localdate().year
    ledger.open_year(by=APPROVER, at=AT, book=town.book, year=year)
    for name in ("mine", "near", "strange"):
        account = _submitted(getattr(region, name))
        ledger.confirm_payee_account(by=APPROVER, at=AT, account=account)
    sent = _sent(town, region.mine)
    return Treasury(
        drafted=town.drafted(town.accepted(party=region.strange)),
        sent=sent,
        paid={name: _paid(town, getattr(region, name)) for name in ("mine", "near", "strange")},
        waiting=_submitted(region.mine),
        answers=_answers(region, sent),
        statement=bank.imported(town, bank.row("N1", -1_000_000, name=region.mine.name)),
    )


def samples_of_money(treasury: Treasury) -> dict[str, dict[str, Any]]:
    """Ids by the name of the address."""
    runs = ("run", "check_run", "approve_run", "withdraw_run", "payment_list", "answers")
    number, answers = treasury.sent.number, treasury.answers.pk
    receipts = ("receipt", "receipt_file", "bring_back")
    return {
        **{f"ledger:{name}": {"number": number} for name in runs},
        "ledger:answer_file": {"number": number, "pk": answers},
        "ledger:returned_answers": {"number": number, "pk": answers},
        "ledger:returned_statement": {"pk": answers},
        "ledger:statement": {"pk": treasury.statement.pk},
        "ledger:withdraw_statement": {"pk": treasury.statement.pk},
        "ledger:bank_row": {"pk": treasury.statement.rows.get().pk},
        "ledger:confirm_payee": {"pk": treasury.waiting.pk},
        **{f"ledger:{name}": {"number": treasury.paid["mine"].number} for name in receipts},
    }


def _submitted(party: Party) -> PayeeAccount:
    return ledger.submit_payee_account(
        by=PREPARER, at=AT, party=party, holder=party.name, bank="示例银行", number="6222000012345"
    )


def _sent(town: Town, party: Party) -> PaymentRun:
    """Approved now, since pages judge the days of answers by the clock."""
    run = ledger.check_run(by=CHECKER, at=now(), run=town.drafted(town.accepted(party=party)))
    ledger.approve_run(warrant=warrant(at=now(), on=localdate(), request_id=uuid4()), run=run)
    run.refresh_from_db()
    return run


def _paid(town: Town, party: Party) -> PaymentItem:
    return PaymentItem.objects.get(run=town.paid(town.accepted(party=party)))


def _answers(region: Region, run: PaymentRun) -> StoredFile:
    item = run.items.get()
    row = f"{item.number},T1,已支付,{item.amount_fen // 100},{localdate().isoformat()}"
    content = f"{COLUMNS}\n{row}\n".encode()
    clara = region.people["bureau"].actor
    return store_answers(by=clara, at=AT, run=run, name="answers.csv", content=content)
