"""Reservations of budget: what each held, what of it was posted, and what was let go."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from kechuang.ledger.models import BudgetLine, Transfer
from kechuang.ledger.states import Kind, Phase


@dataclass(frozen=True)
class Reservation:
    """One reservation with its end, if it has one, and the reversal of that, in fen."""

    held: Transfer
    end: Transfer | None
    reversal: Transfer | None

    @property
    def reserved_fen(self) -> int:
        return self.held.amount_fen

    @property
    def posted_fen(self) -> int:
        """What left the line for good; nothing once the posting was reversed."""
        if self.end is None or self.end.phase != Phase.POST or self.reversal:
            return 0
        return self.end.amount_fen

    @property
    def still_held_fen(self) -> int:
        return 0 if self.end else self.reserved_fen

    @property
    def let_go_fen(self) -> int:
        return self.reserved_fen - self.posted_fen - self.still_held_fen

    @property
    def transfers(self) -> list[Transfer]:
        """All that was posted about it, in order."""
        return [each for each in (self.held, self.end, self.reversal) if each is not None]

    @property
    def is_open(self) -> bool:
        return self.end is None

    @property
    def is_posted(self) -> bool:
        return self.posted_fen > 0


def all_reservations() -> QuerySet[Transfer]:
    """Every reservation ever made, with its end and the reversal of that."""
    made = Transfer.objects.filter(kind=Kind.RESERVE, phase=Phase.PENDING)
    return made.select_related(
        "voucher__book", "debit", "resolution__voucher__book", "resolution__reversal__voucher__book"
    )


def reservation_of(held: Transfer) -> Reservation:
    """``held`` as ``all_reservations`` gives it."""
    end: Transfer | None = getattr(held, "resolution", None)
    return Reservation(held, end, getattr(end, "reversal", None))


def line_reservations(line: BudgetLine) -> list[Reservation]:
    """Of one line: those that are open, the first to end first, then the others."""
    made = all_reservations().filter(debit=line.account_id).order_by("expires_at", "pk")
    return sorted(map(reservation_of, made), key=lambda each: not each.is_open)
