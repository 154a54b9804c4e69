"""What the books say went through the bank: payments carried out and recoveries received."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kechuang.ledger.models import Book, Transfer
from kechuang.ledger.states import Kind, Phase

RECOVERY = "recovery:"


@dataclass(frozen=True)
class BookEntry:
    """A posted transfer; ``on`` is its day in the books, ``carried_out_on`` the treasury's."""

    transfer: UUID
    voucher: int
    number: str
    is_in: bool
    amount_fen: int
    on: date
    carried_out_on: date
    serial: str
    counterparty: str
    counterparty_account: str

    @property
    def signed_fen(self) -> int:
        return self.amount_fen if self.is_in else -self.amount_fen


def bank_entries(book: Book, *, on: date) -> list[BookEntry]:
    """Posted until the end of ``on``, the oldest first; what was reversed by then is none, but a
    payment that the bank sent back went out and came in."""
    found = [*_payments(book, on), *_returns(book, on), *_recoveries(book, on)]
    return sorted(found, key=lambda entry: (entry.on, entry.number))


def _posted(book: Book, on: date, **conditions: object) -> QuerySet[Transfer]:
    posted = Transfer.objects.filter(voucher__book=book, voucher__on__lte=on, **conditions)
    return posted.select_related("voucher")


def _payments(book: Book, on: date) -> Iterator[BookEntry]:
    posted = _posted(book, on, kind=Kind.PAY, phase=Phase.POST)
    for transfer in posted.select_related("pending__item__answer"):
        item = transfer.pending.item if transfer.pending else None
        if item is None:
            continue
        answer = item.answer
        yield BookEntry(
            transfer.pk,
            transfer.voucher_id,
            item.number,
            False,
            transfer.amount_fen,
            transfer.voucher.on,
            answer.on,
            answer.serial,
            item.holder,
            item.account_number,
        )


def _returns(book: Book, on: date) -> Iterator[BookEntry]:
    posted = _posted(book, on, kind=Kind.PAY, is_red=True)
    for transfer in posted.select_related("reverses__pending__item__bank_return"):
        paid = transfer.reverses
        if paid is None or paid.pending is None:
            continue
        item = paid.pending.item
        yield BookEntry(
            transfer.pk,
            transfer.voucher_id,
            item.number,
            True,
            transfer.amount_fen,
            transfer.voucher.on,
            item.bank_return.on,
            item.bank_return.serial,
            item.holder,
            item.account_number,
        )


def _recoveries(book: Book, on: date) -> Iterator[BookEntry]:
    posted = _posted(book, on, kind=Kind.RECOVER, phase=Phase.SINGLE, is_red=False)
    posted = posted.exclude(reversal__voucher__on__lte=on)
    for transfer in posted.select_related("debit__claw_back__share__grant__party"):
        grant = transfer.debit.claw_back.share.grant
        serial = transfer.reference.removeprefix(RECOVERY)
        day = transfer.voucher.on
        yield BookEntry(
            transfer.pk,
            transfer.voucher_id,
            grant.number,
            True,
            transfer.amount_fen,
            day,
            day,
            serial,
            grant.party.name,
            "",
        )
