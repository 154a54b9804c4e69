"""Finding what a line of the bank is: by another person than the one who imported it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import InvalidInput, Text, briefly_stated, require
from kechuang.base.turns import take_turn
from kechuang.ledger.access import can_prepare, is_person
from kechuang.ledger.models import BankMatch, BankRow, Book, StatementWithdrawal
from kechuang.ledger.refusals import SamePerson, already_done
from kechuang.ledger.selectors.bank_entries import BookEntry, bank_entries
from kechuang.ledger.selectors.bank_exact import exact_matches
from kechuang.ledger.selectors.bank_matching import matched, standing_matches
from kechuang.ledger.services.recording import record_sealed
from kechuang.ledger.states import BankFinding

NOT_FOUND = Text("未认定", "Nothing was decided")
EXACTLY = "金额、收款账号与支付单号均一致"


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
    if StatementWithdrawal.objects.filter(statement=statement).exists():
        raise already_done("该对账单已撤回，流水不再认定", "its statement was withdrawn")
    reason = reason.strip() if finding == BankFinding.POSTED else briefly_stated(NOT_FOUND, reason)
    standing = standing_matches([row]).get(row.pk)
    if standing and (standing.finding, standing.transfer_id) == (finding, transfer):
        return standing
    if standing is None and finding == BankFinding.UNDONE:
        raise already_done("这条流水没有可撤销的认定", "nothing was decided about this row")
    if finding == BankFinding.POSTED:
        _require_free(row, transfer)
    found = BankMatch(
        row=row,
        finding=finding,
        transfer_id=transfer if finding == BankFinding.POSTED else None,
        reason=reason,
    )
    return _written(by, at, found)


@transaction.atomic
def match_exact_rows(
    *, by: Actor, at: datetime, book: Book, seen: Sequence[str]
) -> list[BankMatch]:
    """Record what rows are that can be only one payment; ``seen`` are the keys of the pairs
    that the page listed.

    Raises ``InvalidInput`` for none, ``AlreadyDone`` when one of them is no such pair any more.
    """
    require(can_prepare(by), Text("认定银行流水", "decide on a row of the bank"))
    if not seen:
        raise _nothing_exact()
    take_turn(f"bank matches {book.pk}")
    pairs = {pair.key: pair for pair in exact_matches(book, reader=by)}
    if not pairs.keys() >= set(seen):
        raise already_done("清单中有流水已另行认定", "a row of the list was decided on meanwhile")
    return [
        _written(
            by,
            at,
            BankMatch(
                row=pairs[key].row,
                finding=BankFinding.POSTED,
                transfer_id=pairs[key].entry.transfer,
                reason=EXACTLY,
            ),
        )
        for key in dict.fromkeys(seen)
    ]


def _written(by: Actor, at: datetime, match: BankMatch) -> BankMatch:
    match.decided_by_id, match.decided_by_name, match.decided_at = by.account_id, by.name, at
    match.save(force_insert=True)
    payload = {
        "row": match.row.serial,
        "finding": str(match.finding),
        "transfer": str(match.transfer_id or ""),
        "reason": match.reason,
    }
    record_sealed(
        by=by, at=at, command="match_bank_row", target=match.row, payload=payload, sealed=[match]
    )
    return match


def open_entries(row: BankRow) -> list[BookEntry]:
    """The book's postings in the row's direction that no other row is matched to."""
    book = row.statement.book
    others = BankRow.objects.standing().filter(statement__book=book).exclude(pk=row.pk)
    left = matched(list(others), bank_entries(book, on=date.max)).only_in_books
    return [entry for entry in left if entry.is_in == row.is_in]


def _require_free(row: BankRow, transfer: UUID | None) -> None:
    if any(entry.transfer == transfer for entry in open_entries(row)):
        return
    standing = BankRow.objects.standing().exclude(pk=row.pk)
    is_taken = BankMatch.objects.filter(transfer=transfer, row__in=standing).exists()
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


def _nothing_exact() -> InvalidInput:
    return InvalidInput(
        NOT_FOUND,
        Text("没有选定流水", "no row was chosen"),
        Text("请从清单页面确认", "Confirm them on the page that lists them"),
    )


def _same_person() -> SamePerson:
    return SamePerson(
        NOT_FOUND,
        Text("认定人不能是对账单的导入人", "whoever imported the statement may not decide on it"),
        Text("请由另一位资金财务人员认定", "Ask another person of the treasury"),
    )
