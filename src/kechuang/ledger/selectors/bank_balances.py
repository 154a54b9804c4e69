"""What the bank says the accounts of a book held, and how far its statements reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kechuang.engines.wording import Text
from kechuang.ledger.models import BankRow, BankStatement, Book


@dataclass(frozen=True)
class Coverage:
    """From the first to the last day that the statements of every account of a book tell of."""

    first_on: date
    last_on: date
    opening_fen: int
    statements: tuple[BankStatement, ...]


def coverage_of(book: Book, *, on: date) -> Coverage | None:
    """None while no statement begins by ``on``."""
    told = BankStatement.objects.standing().filter(book=book, first_on__lte=on)
    statements = tuple(told.order_by("first_on"))
    if not statements:
        return None
    by_account = _by_account(statements)
    last_on = min(own[-1].last_on for own in by_account.values())
    return Coverage(
        first_on=max(own[0].first_on for own in by_account.values()),
        last_on=min(on, last_on),
        opening_fen=sum(own[0].opening_fen for own in by_account.values()),
        statements=statements,
    )


def covered_rows(coverage: Coverage) -> list[BankRow]:
    rows = BankRow.objects.filter(statement__in=coverage.statements, on__lte=coverage.last_on)
    return list(rows.select_related("statement"))


def stated_balance(coverage: Coverage, rows: list[BankRow]) -> int:
    """What the bank itself states at the end of the covered days, over all accounts: the closing
    of a statement that ended, or the opening of one that goes on and its rows until then."""
    return sum(_balance(own, coverage, rows) for own in _by_account(coverage.statements).values())


def gaps(coverage: Coverage) -> Iterator[Text]:
    """Days between two statements of an account that no statement tells of."""
    for own in _by_account(coverage.statements).values():
        for before, after in pairwise(own):
            if after.first_on - before.last_on > timedelta(days=1):
                since = before.last_on + timedelta(days=1)
                until = after.first_on - timedelta(days=1)
                yield Text(
                    f"账号 ···{before.account_number[-4:]} 缺 {since} 至 {until} 的流水",
                    f"no statement of ···{before.account_number[-4:]} from {since} to {until}",
                )


def _balance(own: list[BankStatement], coverage: Coverage, rows: list[BankRow]) -> int:
    begun = [each for each in own if each.first_on <= coverage.last_on]
    if not begun:
        return own[0].opening_fen
    last = begun[-1]
    if last.last_on <= coverage.last_on:
        return last.closing_fen
    moved = (
        row.amount_fen if row.is_in else -row.amount_fen
        for row in rows
        if row.statement_id == last.pk
    )
    return last.opening_fen + sum(moved)


def _by_account(statements: tuple[BankStatement, ...]) -> dict[str, list[BankStatement]]:
    found: dict[str, list[BankStatement]] = {}
    for statement in statements:
        found.setdefault(statement.account_number, []).append(statement)
    return found
