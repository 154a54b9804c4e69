"""Which line of the bank is which posting: by a person's finding, else by the serial number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from kechuang.ledger.models import BankMatch, BankRow
from kechuang.ledger.selectors.bank_entries import BookEntry
from kechuang.ledger.serials import one_serial
from kechuang.ledger.states import BankFinding

# 示例：付款与入账相差几天之内才提出匹配
DAYS_APART = 10


@dataclass(frozen=True)
class Pair:
    """``match`` is what a person found; None where the serial number alone tells."""

    row: BankRow
    entry: BookEntry
    match: BankMatch | None

    @property
    def difference_fen(self) -> int:
        """The books less the bank."""
        return self.entry.amount_fen - self.row.amount_fen


@dataclass(frozen=True)
class Matching:
    """Every row and every entry once: paired, explained, or on one side only."""

    pairs: tuple[Pair, ...]
    explained: tuple[tuple[BankRow, BankMatch], ...]
    only_at_bank: tuple[BankRow, ...]
    only_in_books: tuple[BookEntry, ...]


def standing_matches(rows: Iterable[BankRow]) -> dict[int, BankMatch]:
    """The last finding about each row, where it was not taken back."""
    asked = {row.pk: row.statement_id for row in rows}
    found = BankMatch.objects.filter(row__statement__in=set(asked.values())).order_by("pk")
    last = {match.row_id: match for match in found if match.row_id in asked}
    return {row: match for row, match in last.items() if match.finding != BankFinding.UNDONE}


def matched(rows: Sequence[BankRow], entries: Sequence[BookEntry]) -> Matching:
    """A person's finding goes before the serial number; an entry is paired once."""
    found = standing_matches(rows)
    left: dict[UUID, BookEntry] = {entry.transfer: entry for entry in entries}
    pairs: list[Pair] = []
    for row in rows:
        match = found.get(row.pk)
        if match and match.transfer_id and (entry := left.pop(match.transfer_id, None)):
            pairs.append(Pair(row, entry, match))
    explained = [(r, found[r.pk]) for r in rows if r.pk in found and not found[r.pk].transfer_id]
    undecided = [row for row in rows if row.pk not in found]
    pairs += _by_serial(undecided, left)
    settled = {pair.row.pk for pair in pairs} | {row.pk for row, _ in explained}
    return Matching(
        tuple(pairs),
        tuple(explained),
        tuple(row for row in rows if row.pk not in settled),
        tuple(left.values()),
    )


def _by_serial(rows: Sequence[BankRow], left: dict[UUID, BookEntry]) -> list[Pair]:
    """``left`` keeps what has no row."""
    by_serial = {(entry.is_in, one_serial(entry.serial)): entry for entry in left.values()}
    pairs = []
    for row in rows:
        entry = by_serial.pop((row.is_in, one_serial(row.serial)), None)
        if entry is not None:
            left.pop(entry.transfer)
            pairs.append(Pair(row, entry, None))
    return pairs


class Proposals:
    """Which entries a row may be; a person confirms which it is."""

    def __init__(self, entries: Iterable[BookEntry]) -> None:
        self._by_amount: dict[tuple[bool, int], list[BookEntry]] = {}
        for entry in entries:
            self._by_amount.setdefault((entry.is_in, entry.amount_fen), []).append(entry)

    def of(self, row: BankRow) -> list[BookEntry]:
        """Of the same amount, payee and about the same day, the nearest day first."""
        same = self._by_amount.get((row.is_in, row.amount_fen), [])
        alike = [entry for entry in same if _is_payee(row, entry) and _is_near(row, entry)]
        return sorted(alike, key=lambda entry: (_days(row, entry), entry.number))


def _is_payee(row: BankRow, entry: BookEntry) -> bool:
    accounts = row.counterparty_account, entry.counterparty_account
    return row.counterparty == entry.counterparty or accounts[0] == accounts[1] != ""


def _is_near(row: BankRow, entry: BookEntry) -> bool:
    return _days(row, entry) <= DAYS_APART


def _days(row: BankRow, entry: BookEntry) -> int:
    return abs((row.on - entry.carried_out_on).days)
