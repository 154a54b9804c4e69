"""The balance reconciliation as rows of a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.base.sheets.writing import Value
from kechuang.ledger.models import BankRow, Book
from kechuang.ledger.selectors.bank import BankPosition, Line
from kechuang.ledger.selectors.bank_entries import BookEntry
from kechuang.ledger.services.payment_lists import in_yuan

TABLE_HEADER = (
    "部分 / Part",
    "项目 / Item",
    "日期 / Day",
    "对方 / Counterparty",
    "流水号 / Serial",
    "金额（元）/ Amount (yuan)",
    "说明 / Remark",
)
UNKNOWN = "未知：尚未导入银行对账单 / unknown: no statement was imported yet"
BANK, BOOKS = "银行对账单 / Bank statement", "账簿 / Books"
Row = list[Value]


def table_rows(book: Book, position: BankPosition | None) -> list[Row]:
    """Both sides until equal, then every item that only one of them has."""
    if position is None:
        return [[book.name, UNKNOWN, None, None, None, None, None]]
    return [
        *_side(BANK, position.bank_side),
        *_side(BOOKS, position.book_side),
        ["差额 / Difference", "", None, None, None, in_yuan(position.difference_fen), None],
        *_items(position),
    ]


def _side(part: str, lines: list[Line]) -> Iterator[Row]:
    for line in lines:
        yield [
            part,
            f"{line.label.zh} / {line.label.en}",
            None,
            None,
            None,
            in_yuan(line.fen),
            None,
        ]


def _items(position: BankPosition) -> Iterator[Row]:
    for entry in position.matching.only_in_books:
        yield _entry("账上有、银行没有 / in the books only", entry)
    for row in position.matching.only_at_bank:
        yield _row("银行有、账上没有 / at the bank only", row, row.remark)
    for row, match in position.matching.explained:
        yield _row("已说明 / explained", row, match.reason)
    for pair in position.differing:
        told = f"账上 {in_yuan(pair.entry.amount_fen)} / in the books"
        yield _row("金额不一致 / amounts differ", pair.row, told)
    for entry in position.earlier:
        yield _entry("早于首份对账单，未核对 / before the first statement", entry)


def _entry(part: str, entry: BookEntry) -> Row:
    amount = in_yuan(entry.signed_fen)
    return [part, entry.number, entry.on, entry.counterparty, entry.serial, amount, None]


def _row(part: str, row: BankRow, remark: str) -> Row:
    amount = in_yuan(row.amount_fen if row.is_in else -row.amount_fen)
    return [part, None, row.on, row.counterparty, row.serial, amount, remark]
