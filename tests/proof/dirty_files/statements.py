"""Statements of the bank, clean and dirty, through their own import: taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput
from kechuang.base.sheets.writing import write_workbook
from kechuang.ledger.bank_files import Claim, JudgedStatement
from kechuang.ledger.models import BankStatement, Book
from kechuang.ledger.services import open_book
from kechuang.ledger.services.bank_statements import (
    import_statement,
    judged_statement,
    returned_statement,
    store_statement,
)
from tests.proof.dirty_files.cases import Case, Rows, text_table, words
from tests.proof.dirty_files.cells import AMOUNTS, COMMANDS, DATES
from tests.rooms.ledger import bank
from tests.rooms.ledger.town import AT

KIND, BOOK = "bank statement", "dirty"
DIRECTIONS = ("也许", "", "收支", "借贷", "IN", "付款", "０", "=1")
SERIALS = ("", "B1", "9" * 61, "=1+1", "\u202e1", "1e5", " B0 ", "B\n9")
ROWS_EACH = 4


def open_bank(by: Actor) -> None:
    open_book(by=by, at=AT, code=BOOK, name="流水账套", name_en="Statements", department=None)


def statement_files(chance: Random) -> Iterator[Case]:
    yield _case("sound", _rows(chance), fate="taken")
    yield _case("newest first", _rows(chance)[::-1], fate="taken")
    yield _case("no rows", [], fate="refused")
    yield _case("twice", [*(rows := _rows(chance)), rows[-1]], fate="refused")
    yield _case("one left out", [*(rows := _rows(chance))[:1], *rows[2:]], fate="refused")
    for place, name, values in (
        (0, "day", DATES),
        (1, "direction", DIRECTIONS),
        (2, "amount", AMOUNTS),
        (3, "payee", COMMANDS),
        (5, "serial", SERIALS),
        (7, "balance", AMOUNTS[::3]),
    ):
        for number, value in enumerate(values[::4] if len(values) > 9 else values):
            rows = _rows(chance)
            rows[1][place] = value
            yield _case(f"{name}-{number}", rows)


def stated(case: Case, number: int, by: Actor) -> tuple[bool, list[str]]:
    """Whether the statement was taken, and what must not have happened."""
    account = f"{10_000_000 + number}"
    file = store_statement(by=by, at=AT, name=case.name, content=case.make())
    claim = _claim(account)
    judged = judged_statement(claim, file)
    faults = list(_unaccounted(case, judged))
    if judged.rejections:
        returned_statement(file, judged)
    try:
        import_statement(by=by, at=AT, claim=claim, file=file)
    except InvalidInput:
        kept = BankStatement.objects.filter(account_number=account).count()
        return False, [*faults, *(["a refused statement was kept"] if kept else [])]
    return True, [*faults, *([] if judged.is_clean else ["a dirty statement was taken"])]


def _unaccounted(case: Case, judged: JudgedStatement) -> Iterator[str]:
    told = len(judged.lines) + judged.rejected + judged.blank
    if not told == judged.rows_in == case.rows:
        yield f"{case.rows} rows, {judged.rows_in} read, {told} told"
    for each in judged.rejections:
        if not (each.reason.zh.strip() and each.reason.en.strip()):
            yield f"row {each.row} has no reason in words"


def _claim(account: str) -> Claim:
    book = Book.objects.get(code=BOOK)
    closing = bank.OPENING + ROWS_EACH * bank.WAN
    return Claim(book, account, bank.FIRST, bank.LAST, bank.OPENING, closing)


def _rows(chance: Random) -> Rows:
    """Movements that lead from the opening to the closing of the claim."""
    return bank.balanced(
        [bank.row(f"B{place}", bank.WAN, name=words(chance, 6)) for place in range(ROWS_EACH)]
    )


def _case(name: str, rows: Rows, fate: str = "") -> Case:
    is_workbook = sum(map(ord, name)) % 2 == 0
    make = _workbook if is_workbook else _text
    file = f"{name}.{'xlsx' if is_workbook else 'csv'}"
    return Case(KIND, file, lambda: make(rows), kind=KIND, rows=len(rows), fate=fate)


def _workbook(rows: Rows) -> bytes:
    return write_workbook(sheet="流水", header=bank.HEADER, rows=rows)


def _text(rows: Rows) -> bytes:
    return text_table(rows, header=bank.HEADER).encode()
