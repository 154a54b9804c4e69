"""The bank of the tests: what it states, sent by a clerk and read back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kechuang.base.actors import Actor
from kechuang.files.models import StoredFile
from kechuang.ledger.bank_files import Claim
from kechuang.ledger.models import BankRow, BankStatement, PaymentItem, Transfer
from kechuang.ledger.services.bank_matches import match_bank_row
from kechuang.ledger.services.bank_statements import import_statement, store_statement
from kechuang.ledger.states import BankFinding
from tests.rooms.ledger.town import APPROVER, AT, ON, PREPARER, WAN, Town

HEADER = [
    "交易日期",
    "收支方向",
    "金额（元）",
    "对方户名",
    "对方账号",
    "流水号",
    "摘要",
    "余额（元）",
]
ACCOUNT, OPENING = "1001000188", 1_000 * WAN
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
Cells = list[str]


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}" if fen >= 0 else f"-{yuan(-fen)}"


def row(serial: str, fen: int, *, on: date = ON, name: str = "", account: str = "") -> Cells:
    """``fen`` came in, or left where it is negative; the balance is filled in by ``csv``."""
    direction = "收入" if fen > 0 else "支出"
    return [on.isoformat(), direction, yuan(abs(fen)), name, account, serial, "", ""]


def paid_row(item: PaymentItem, serial: str = "", fen: int = 0, on: date = ON) -> Cells:
    """The payment as the bank states it."""
    number = serial or f"S-{item.number}"
    left = -(fen or item.amount_fen)
    return row(number, left, on=on, name=item.holder, account=item.account_number)


def balanced(rows: Sequence[Cells], opening_fen: int = OPENING) -> list[Cells]:
    """Each row with the balance after it."""
    found, balance = [], opening_fen
    for cells in rows:
        balance += moved(cells)
        found.append([*cells[:-1], yuan(balance)])
    return found


def moved(cells: Cells) -> int:
    fen = round(float(cells[2]) * 100)
    return fen if cells[1] == "收入" else -fen


def csv(rows: Sequence[Cells], header: Sequence[str] = HEADER) -> bytes:
    return "\n".join(",".join(cells) for cells in (header, *rows)).encode()


def claim_of(town: Town, rows: Sequence[Cells], **changes: object) -> Claim:
    values = {
        "book": town.book,
        "account_number": ACCOUNT,
        "first_on": FIRST,
        "last_on": LAST,
        "opening_fen": OPENING,
    } | changes
    closing = values["opening_fen"] + sum(map(moved, rows))
    return Claim(**{"closing_fen": closing, **values})


def stored(content: bytes, name: str = "bank.csv", by: Actor = PREPARER) -> StoredFile:
    return store_statement(by=by, at=AT, name=name, content=content)


def imported(town: Town, *rows: Cells, by: Actor = PREPARER, **changes: object) -> BankStatement:
    """A statement whose balances add up."""
    claim = claim_of(town, rows, **changes)
    file = stored(csv(balanced(rows, claim.opening_fen)), by=by)
    return import_statement(by=by, at=AT, claim=claim, file=file)


def found_payment(town: Town, *others: Cells) -> None:
    """A statement with a payment without its serial, which a person found, and with ``others``."""
    item = PaymentItem.objects.filter(state="paid").first()
    imported(town, paid_row(item, "N1"), *others)
    match_bank_row(
        by=APPROVER,
        at=AT,
        row=BankRow.objects.get(serial="N1"),
        finding=BankFinding.POSTED,
        transfer=Transfer.objects.get(pending__item=item).pk,
    )
