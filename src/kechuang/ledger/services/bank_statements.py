"""Statements of the bank: kept as they came, checked to the last row, and taken once."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path, PurePath

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, WrongState, require
from kechuang.base.sheets import Limits, Table, read_table, return_rejections
from kechuang.base.turns import take_turn
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.files.storage import get, path_of
from kechuang.ledger.access import can_prepare
from kechuang.ledger.bank_files import (
    BankLine,
    Claim,
    JudgedStatement,
    find_statement_columns,
    judge_statement,
)
from kechuang.ledger.models import BankRow, BankStatement
from kechuang.ledger.refusals import yuan
from kechuang.ledger.services.recording import record_sealed

LIMITS = Limits(file_bytes=10_000_000, unpacked_bytes=100_000_000, rows=20_000, columns=100)
IMPORT = Text("导入银行对账单", "import a bank statement")
NOT_IMPORTED = Text("对账单未导入", "The statement was not imported")


def store_statement(*, by: Actor, at: datetime, name: str, content: bytes) -> StoredFile:
    """Keep the bank's file; refuses what is no statement before keeping it."""
    require(can_prepare(by), IMPORT)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "table"
        place.write_bytes(content)
        find_statement_columns(read_table(place, name=name, limits=LIMITS).header)
    return store_file(by=by, at=at, name=name, content=content)


def judged_statement(claim: Claim, file: StoredFile) -> JudgedStatement:
    """Every row of the stored file, judged against what is imported now."""
    return judge_statement(_table_of(file), claim)


def returned_statement(file: StoredFile, judged: JudgedStatement) -> bytes:
    """The file as a workbook with the reason beside every rejected row."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"table{PurePath(file.name).suffix.lower()}"
        place.write_bytes(get(file.digest))
        return return_rejections(place, name=file.name, rejections=judged.rejections)


@transaction.atomic
def import_statement(*, by: Actor, at: datetime, claim: Claim, file: StoredFile) -> BankStatement:
    """Take a whole statement; the same one once more gives what was taken the first time.

    Raises ``InvalidInput`` while a row or a balance is wrong, ``WrongState`` where its period
    overlaps or does not follow what was imported, or the account is of another book.
    """
    require(can_prepare(by), IMPORT)
    take_turn(f"bank account {claim.account_number}")
    judged = judged_statement(claim, file)
    if earlier := _same(claim, judged):
        return earlier
    _require_clean(judged)
    _require_following(claim)
    statement = _statement(by, at, claim, file, judged)
    rows = [_row(statement, place, line) for place, line in enumerate(judged.lines, start=1)]
    BankRow.objects.bulk_create(rows)
    record_sealed(
        by=by,
        at=at,
        command="import_bank_statement",
        target=statement,
        payload=_told(statement, file),
        sealed=[statement, *rows],
    )
    return statement


def _table_of(file: StoredFile) -> Table:
    return read_table(path_of(file.digest), name=file.name, limits=LIMITS)


def _same(claim: Claim, judged: JudgedStatement) -> BankStatement | None:
    """A statement of the same account, period and balances whose rows these are, one by one."""
    earlier = (
        BankStatement.objects.standing()
        .filter(
            account_number=claim.account_number,
            first_on=claim.first_on,
            last_on=claim.last_on,
            opening_fen=claim.opening_fen,
            closing_fen=claim.closing_fen,
            row_count=len(judged.lines),
        )
        .first()
    )
    is_known = judged.is_clean and judged.known == len(judged.lines)
    return earlier if is_known else None


def _require_clean(judged: JudgedStatement) -> None:
    if judged.is_clean:
        return
    faults = judged.faults or tuple(
        Text(f"第 {each.row} 行：{each.reason.zh}", f"row {each.row}: {each.reason.en}")
        for each in judged.rejections[:3]
    )
    raise InvalidInput(
        NOT_IMPORTED,
        Text("；".join(each.zh for each in faults), "; ".join(each.en for each in faults)),
        Text(
            "请按银行的对账单核对期间、期初期末余额与各行后重新上传；整份未导入",
            "Compare period, balances and rows with the bank's statement; nothing was imported",
        ),
    )


def _require_following(claim: Claim) -> None:
    """One account is of one book; its statements do not overlap, and one begins with the balance
    that the one before ended with."""
    of_account = BankStatement.objects.standing().filter(account_number=claim.account_number)
    if other := of_account.exclude(book=claim.book).select_related("book").first():
        raise _refused(
            f"该账号属于账套“{other.book.name}”", f"the account is of the book {other.book.name_en}"
        )
    overlap = of_account.filter(first_on__lte=claim.last_on, last_on__gte=claim.first_on).first()
    if overlap:
        raise _refused(
            f"与已导入的 {overlap} 期间重叠", f"it overlaps with {overlap}, imported before"
        )
    day = timedelta(days=1)
    before = of_account.filter(last_on=claim.first_on - day).first()
    after = of_account.filter(first_on=claim.last_on + day).first()
    if before and before.closing_fen != claim.opening_fen:
        raise _does_not_follow(before.closing_fen, claim.opening_fen)
    if after and after.opening_fen != claim.closing_fen:
        raise _does_not_follow(claim.closing_fen, after.opening_fen)


def _does_not_follow(closing_fen: int, opening_fen: int) -> WrongState:
    return _refused(
        f"前一份期末 {yuan(closing_fen)} 元，后一份期初 {yuan(opening_fen)} 元，前后不接",
        f"one ends with {yuan(closing_fen)} yuan, the next begins with {yuan(opening_fen)}",
    )


def _refused(zh: str, en: str) -> WrongState:
    mend = Text(
        "请核对账号与期间，从银行重新导出缺少的期间",
        "Check account and period, and export the missing period from the bank",
    )
    return WrongState(NOT_IMPORTED, Text(zh, en), mend)


def _statement(
    by: Actor, at: datetime, claim: Claim, file: StoredFile, judged: JudgedStatement
) -> BankStatement:
    return BankStatement.objects.create(
        book=claim.book,
        account_number=claim.account_number,
        first_on=claim.first_on,
        last_on=claim.last_on,
        opening_fen=claim.opening_fen,
        closing_fen=claim.closing_fen,
        row_count=len(judged.lines),
        file_digest=file.digest,
        imported_by_id=by.account_id,
        imported_by_name=by.name,
        imported_at=at,
    )


def _row(statement: BankStatement, place: int, line: BankLine) -> BankRow:
    return BankRow(
        statement=statement,
        account_number=statement.account_number,
        serial=line.serial,
        position=place,
        on=line.on,
        is_in=line.is_in,
        amount_fen=line.amount_fen,
        counterparty=line.counterparty,
        counterparty_account=line.counterparty_account,
        remark=line.remark,
        balance_fen=line.balance_fen,
        digest=line.digest,
    )


def _told(statement: BankStatement, file: StoredFile) -> dict[str, str | int]:
    return {
        "book": statement.book.code,
        "account": statement.account_number[-4:],
        "first_on": statement.first_on.isoformat(),
        "last_on": statement.last_on.isoformat(),
        "opening_fen": statement.opening_fen,
        "closing_fen": statement.closing_fen,
        "rows": statement.row_count,
        "file_digest": file.digest,
    }
