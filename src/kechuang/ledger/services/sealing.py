"""Which accounts a voucher's event seals: those that its command opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Model

from kechuang.ledger.models import Account
from kechuang.ledger.services.entries import Entry
from kechuang.ledger.states import AccountRole


def accounts_of(rows: Iterable[Model]) -> Iterator[Account]:
    """The accounts that records were given when they were made."""
    for row in rows:
        for column in row._meta.concrete_fields:
            if column.related_model is Account and getattr(row, column.attname):
                yield getattr(row, column.name)


def opened_accounts(entries: Iterable[Entry]) -> Iterator[Model]:
    """Accounts that the command opened, each with the budget that it counts; the others were
    sealed by the voucher that opened them."""
    opened: dict[int, Account] = {}
    for account in (each for entry in entries for each in (entry.debit, entry.credit)):
        if not account.is_found:
            opened[account.pk] = account
    for account in opened.values():
        yield account
        yield from _counted_by(account)


def _counted_by(account: Account) -> Iterator[Model]:
    """A line carried over may be the first sign of its appropriation."""
    if account.role == AccountRole.APPROPRIATION:
        yield account.appropriation
    elif account.role == AccountRole.LINE:
        yield account.line
        above = account.line.appropriation
        if not above.is_found:
            yield from (above, above.account)
