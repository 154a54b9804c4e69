"""Rows of the bank that can be only one payment: same amount and payee, and its number said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kechuang.base.actors import Actor
from kechuang.ledger.access import is_person
from kechuang.ledger.models import BankRow, Book
from kechuang.ledger.selectors.bank_entries import BookEntry, bank_entries
from kechuang.ledger.selectors.bank_matching import matched

WORDS = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")


@dataclass(frozen=True)
class ExactMatch:
    """A row that nobody decided on, and the one payment it is by amount, account and number."""

    row: BankRow
    entry: BookEntry

    @property
    def key(self) -> str:
        """Tells whether two people look at the same pair."""
        return f"{self.row.pk}:{self.entry.transfer}"


def exact_matches(book: Book, *, reader: Actor) -> list[ExactMatch]:
    """Those that ``reader`` may decide on, in the order of the bank: whoever imported a statement
    finds nothing about its rows."""
    rows = BankRow.objects.standing().filter(statement__book=book).select_related("statement")
    open_ones = matched(list(rows), bank_entries(book, on=date.max))
    found = _unique(open_ones.only_at_bank, open_ones.only_in_books)
    return [each for each in found if not _imported_by(reader, each.row)]


def _unique(rows: Iterable[BankRow], entries: Iterable[BookEntry]) -> list[ExactMatch]:
    """A row that names two payments is neither; a payment that two rows name is neither's."""
    by_number = {entry.number: entry for entry in entries if not entry.is_in}
    found = []
    for row in rows:
        named = [by_number[word] for word in set(WORDS.findall(row.remark)) if word in by_number]
        if len(named) == 1 and _is_same(row, named[0]):
            found.append(ExactMatch(row, named[0]))
    times = Counter(each.entry.transfer for each in found)
    return [each for each in found if times[each.entry.transfer] == 1]


def _is_same(row: BankRow, entry: BookEntry) -> bool:
    return (row.is_in, row.amount_fen, row.counterparty_account) == (
        entry.is_in,
        entry.amount_fen,
        entry.counterparty_account,
    )


def _imported_by(reader: Actor, row: BankRow) -> bool:
    return is_person(reader, row.statement.imported_by_id, row.statement.imported_by_name)
