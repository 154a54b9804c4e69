"""What a person says that a statement is: whose, from when to when, from how much to how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kechuang.ledger.models import Book


@dataclass(frozen=True)
class Claim:
    """``opening_fen`` and ``closing_fen`` are the balances that the bank states itself."""

    book: Book
    account_number: str
    first_on: date
    last_on: date
    opening_fen: int
    closing_fen: int
