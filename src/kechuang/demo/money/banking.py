"""One month of the fictional treasury's account, as its bank would state it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from kechuang.demo.money.figures import CURRENT_YEAR, TRANSFER, WAN
from kechuang.demo.money.people import PREPARER
from kechuang.ledger.bank_files import Claim
from kechuang.ledger.models import Book
from kechuang.ledger.selectors.bank_entries import BookEntry, bank_entries
from kechuang.ledger.services.bank_statements import import_statement, store_statement

FIRST_ON, LAST_ON = date(CURRENT_YEAR, 10, 1), date(CURRENT_YEAR, 10, 31)
ACCOUNT, OPENING_FEN, INTEREST_FEN = "990188002026", 5_000 * WAN, 12_345
RENUMBERED = 3
HEADINGS = "交易日期,收支方向,金额（元）,对方户名,对方账号,流水号,摘要,余额（元）"
Row = tuple[date, bool, int, str, str, str, str]


def import_bank_month(at: datetime) -> None:
    """Every payment of the month; the first few under the bank's own serials, and some interest
    that the books do not know, so that there is something left to explain."""
    book = Book.objects.get(code=TRANSFER)
    rows = list(_rows(book))
    moved_fen = sum(fen if is_in else -fen for _, is_in, fen, *_ in rows)
    claim = Claim(book, ACCOUNT, FIRST_ON, LAST_ON, OPENING_FEN, OPENING_FEN + moved_fen)
    content = "\n".join([HEADINGS, *_lines(rows)]).encode()
    file = store_statement(by=PREPARER, at=at, name="云澜示例银行-10月.csv", content=content)
    import_statement(by=PREPARER, at=at, claim=claim, file=file)


def _rows(book: Book) -> Iterator[Row]:
    paid = [each for each in bank_entries(book, on=LAST_ON) if each.on >= FIRST_ON]
    for place, entry in enumerate(paid):
        yield _renumbered(entry, place) if place < RENUMBERED else _row(entry, entry.serial, "")
    yield LAST_ON, True, INTEREST_FEN, "云澜示例银行", "", "YH2026-LX", "存款利息（虚构示例）"


def _renumbered(entry: BookEntry, place: int) -> Row:
    return _row(entry, f"YH2026-{place + 1:04d}", f"财政拨款 {entry.number}")


def _row(entry: BookEntry, serial: str, remark: str) -> Row:
    account = entry.counterparty_account
    day, name = entry.carried_out_on, entry.counterparty
    return day, entry.is_in, entry.amount_fen, name, account, serial, remark


def _lines(rows: list[Row]) -> Iterator[str]:
    balance = OPENING_FEN
    for on, is_in, fen, name, account, serial, remark in rows:
        balance += fen if is_in else -fen
        direction = "收入" if is_in else "支出"
        cells = (on, direction, _yuan(fen), name, account, serial, remark, _yuan(balance))
        yield ",".join(map(str, cells))


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
