"""账实: the books against the bank's own statement, which is none of our making."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kechuang.ledger.models import Book
from kechuang.ledger.selectors.bank import BankPosition, bank_position


@dataclass(frozen=True)
class BankComparison:
    """A book with its position; None is unknown, which is not agreeing."""

    book: Book
    position: BankPosition | None

    @property
    def agrees(self) -> bool:
        return self.position is not None and self.position.is_settled

    @property
    def is_known(self) -> bool:
        return self.position is not None


def against_the_bank(*, on: date) -> Iterator[BankComparison]:
    """Every book, as of the end of ``on``."""
    for book in Book.objects.order_by("code"):
        yield BankComparison(book, bank_position(book, on=on))
