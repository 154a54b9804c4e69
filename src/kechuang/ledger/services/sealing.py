"""Which accounts a voucher's event seals: those that its command opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Model

from kechuang.ledger.models import Account
from kechuang.ledger.models.books import TOTALS
from kechuang.ledger.services.entries import Entry
from kechuang.ledger.states import AccountRole

OPENED_ALONE = (
    AccountRole.SOURCE,
    AccountRole.APPROPRIATION,
    AccountRole.LINE,
    AccountRole.LAPSED,
)


def accounts_of(rows: Iterable[Model]) -> Iterator[Account]:
    """The accounts that records were given when they were made."""
    for row in rows:
        for column in row._meta.concrete_fields:
            if column.related_model is Account and getattr(row, column.attname):
                yield getattr(row, column.name)


def first_moved(entries: Iterable[Entry]) -> Iterator[Model]:
    """Accounts that have not moved yet, each with the budget that it counts."""
    moved = {each.pk: each for entry in entries for each in (entry.debit, entry.credit)}
    for account in moved.values():
        if _is_new(account):
            yield account
            yield from _counted_by(account)


def _is_new(account: Account) -> bool:
    """Accounts of shares, parts and claw-backs were sealed with these."""
    return account.role in OPENED_ALONE and not any(getattr(account, total) for total in TOTALS)


def _counted_by(account: Account) -> Iterator[Model]:
    """A line carried over may be the first sign of its appropriation."""
    if account.role == AccountRole.APPROPRIATION:
        yield account.appropriation
    elif account.role == AccountRole.LINE:
        yield account.line
        above = account.line.appropriation
        if _is_new(above.account):
            yield from (above, above.account)
