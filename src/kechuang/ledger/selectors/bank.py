"""The balance reconciliation (余额调节表): bank and books, each adjusted by what only the other
one has, until both are equal.

Source: 会计法 (2024) art. 17; 行政事业单位内部控制规范（试行）(财会〔2012〕21号) art. 42: 按月核对
银行账户，未达账项逐笔查明。
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kechuang.engines.wording import Text
from kechuang.ledger.models import BankRow, Book
from kechuang.ledger.selectors.bank_balances import (
    Coverage,
    coverage_of,
    covered_rows,
    gaps,
    stated_balance,
)
from kechuang.ledger.selectors.bank_entries import BookEntry, bank_entries
from kechuang.ledger.selectors.bank_matching import Matching, Pair, matched


@dataclass(frozen=True)
class Line:
    """One line of the table: ``fen`` as it is added, negative where it is taken off."""

    label: Text
    fen: int
    is_sum: bool = False


@dataclass(frozen=True)
class BankPosition:
    """A book against its bank at the end of ``coverage.last_on``.

    ``earlier`` are postings from before the first statement: nothing can be said of them.
    """

    book: Book
    coverage: Coverage
    entries: tuple[BookEntry, ...]
    earlier: tuple[BookEntry, ...]
    matching: Matching
    stated_fen: int
    gaps: tuple[Text, ...]

    @property
    def differing(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.matching.pairs if pair.difference_fen)

    @property
    def open_items(self) -> int:
        """未达账项 and differences that nobody has explained."""
        only = self.matching.only_at_bank, self.matching.only_in_books
        return sum(map(len, only)) + len(self.differing)

    @property
    def is_settled(self) -> bool:
        return self.open_items == 0 and not self.gaps and self.difference_fen == 0

    @property
    def bank_side(self) -> list[Line]:
        missing = self.matching.only_in_books
        return _side(
            Line(Text("银行对账单余额", "Balance that the bank states"), self.stated_fen),
            Line(
                Text("加：账上已收、银行未收", "Received in the books only"),
                _fen(missing, is_in=True),
            ),
            Line(
                Text("减：账上已付、银行未付", "Paid in the books only"),
                -_fen(missing, is_in=False),
            ),
        )

    @property
    def book_side(self) -> list[Line]:
        missing = [*self.matching.only_at_bank, *(row for row, _ in self.matching.explained)]
        return _side(
            Line(Text("账面余额", "Balance of the books"), self.book_fen),
            Line(
                Text("加：银行已收、账上未收", "Received at the bank only"),
                _fen(missing, is_in=True),
            ),
            Line(
                Text("减：银行已付、账上未付", "Paid at the bank only"), -_fen(missing, is_in=False)
            ),
            Line(Text("加减：金额不一致", "Amounts that differ"), self.misbooked_fen),
        )

    @property
    def sides(self) -> tuple[list[Line], list[Line]]:
        return self.bank_side, self.book_side

    @property
    def book_fen(self) -> int:
        """The opening of the first statement, moved by what the books say since."""
        return self.coverage.opening_fen + sum(entry.signed_fen for entry in self.entries)

    @property
    def misbooked_fen(self) -> int:
        """What the books must move to show the bank's amounts."""
        return sum(
            -pair.difference_fen if pair.entry.is_in else pair.difference_fen
            for pair in self.differing
        )

    @property
    def difference_fen(self) -> int:
        """Bank less books after both were adjusted; other than zero, movements are missing."""
        return self.bank_adjusted_fen - self.book_adjusted_fen

    @property
    def bank_adjusted_fen(self) -> int:
        return self.bank_side[-1].fen

    @property
    def book_adjusted_fen(self) -> int:
        return self.book_side[-1].fen


def bank_position(book: Book, *, on: date) -> BankPosition | None:
    """As of the end of ``on``, or of the last day that statements reach; None without any."""
    coverage = coverage_of(book, on=on)
    if coverage is None:
        return None
    rows = covered_rows(coverage)
    entries = bank_entries(book, on=coverage.last_on)
    matching = matched(rows, entries)
    earlier = tuple(each for each in matching.only_in_books if each.on < coverage.first_on)
    missing = tuple(each for each in matching.only_in_books if each.on >= coverage.first_on)
    return BankPosition(
        book=book,
        coverage=coverage,
        entries=tuple(entry for entry in entries if entry not in earlier),
        earlier=earlier,
        matching=Matching(matching.pairs, matching.explained, matching.only_at_bank, missing),
        stated_fen=stated_balance(coverage, rows),
        gaps=tuple(gaps(coverage)),
    )


def _side(*lines: Line) -> list[Line]:
    total = sum(line.fen for line in lines)
    return [*lines, Line(Text("调节后余额", "Adjusted balance"), total, is_sum=True)]


def _fen(items: Iterable[BankRow] | Sequence[BookEntry], *, is_in: bool) -> int:
    return sum(item.amount_fen for item in items if item.is_in == is_in)
