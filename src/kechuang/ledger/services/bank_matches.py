"""Finding what a line of the bank is: by another person than the one who imported it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, require, stated
from kechuang.base.turns import take_turn
from kechuang.ledger.access import can_prepare, is_person
from kechuang.ledger.models import BankMatch, BankRow
from kechuang.ledger.refusals import SamePerson, already_done
from kechuang.ledger.selectors.bank_entries import BookEntry, bank_entries
from kechuang.ledger.selectors.bank_matching import matched, standing_matches
from kechuang.ledger.states import BankFinding

NOT_FOUND = Text("未认定", "Nothing was decided")


@transaction.atomic
def match_bank_row(
    *,
    by: Actor,
    at: datetime,
    row: BankRow,
    finding: BankFinding,
    transfer: UUID | None = None,
    reason: str = "",
) -> BankMatch:
    """Record what ``row`` is; the same finding once more changes nothing.

    Raises ``SamePerson`` for whoever imported the statement, ``InvalidInput`` for a posting that
    is none of this book and direction or a missing reason, ``AlreadyDone`` for one that another
    row is matched to.
    """
    require(can_prepare(by), Text("认定银行流水", "decide on a row of the bank"))
    statement = row.statement
    if is_person(by, statement.imported_by_id, statement.imported_by_name):
        raise _same_person()
    take_turn(f"bank matches {statement.book_id}")
    reason = reason.strip() if finding == BankFinding.POSTED else stated(NOT_FOUND, reason)
    standing = standing_matches([row]).get(row.pk)
    if standing and (standing.finding, standing.transfer_id) == (finding, transfer):
        return standing
    if standing is None and finding == BankFinding.UNDONE:
        raise already_done("这条流水没有可撤销的认定", "nothing was decided about this row")
    if finding == BankFinding.POSTED:
        _require_free(row, transfer)
    match = BankMatch.objects.create(
        row=row,
        finding=finding,
        transfer_id=transfer if finding == BankFinding.POSTED else None,
        reason=reason,
        decided_by_id=by.account_id,
        decided_by_name=by.name,
        decided_at=at,
    )
    told = {"row": row.serial, "finding": str(finding), "transfer": str(transfer or "")}
    record(
        by=by,
        at=at,
        command="match_bank_row",
        target=row,
        payload={**told, "reason": reason},
        sealed=[match],
    )
    return match


def open_entries(row: BankRow) -> list[BookEntry]:
    """The book's postings in the row's direction that no other row is matched to."""
    book = row.statement.book
    others = BankRow.objects.filter(statement__book=book).exclude(pk=row.pk)
    left = matched(list(others), bank_entries(book, on=date.max)).only_in_books
    return [entry for entry in left if entry.is_in == row.is_in]


def _require_free(row: BankRow, transfer: UUID | None) -> None:
    if any(entry.transfer == transfer for entry in open_entries(row)):
        return
    is_taken = BankMatch.objects.filter(transfer=transfer).exclude(row=row).exists()
    if is_taken:
        raise already_done("该笔账已对应另一条流水", "another row is matched to that posting")
    raise InvalidInput(
        NOT_FOUND,
        Text(
            "所选不是本账套同一方向、尚未对上的账簿记录",
            "that is no posting of this book and direction that is still open",
        ),
        Text("请从页面列出的记录中选择", "Choose one of those that the page lists"),
    )


def _same_person() -> SamePerson:
    return SamePerson(
        NOT_FOUND,
        Text("认定人不能是对账单的导入人", "whoever imported the statement may not decide on it"),
        Text("请由另一位资金财务人员认定", "Ask another person of the treasury"),
    )
