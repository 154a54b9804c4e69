"""Moving the running totals of accounts, each by one conditional update."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F, Q, QuerySet

from kechuang.ledger.models import Account
from kechuang.ledger.refusals import LimitExceeded, overdrawn, past_ceiling
from kechuang.ledger.services.entries import (
    CREDITS_PENDING,
    CREDITS_POSTED,
    DEBITS_PENDING,
    DEBITS_POSTED,
    AccountChange,
)


def move_totals(changes: Mapping[int, AccountChange]) -> None:
    """Apply every change or refuse: the database decides, in the same statement that writes.

    Raises ``LimitExceeded`` naming the account, what is free and what was asked.
    """
    for account_id, change in changes.items():
        if not _within_limits(account_id, change).update(**_added(change)):
            raise _refusal(Account.objects.get(pk=account_id), change)


def _within_limits(account_id: int, change: AccountChange) -> QuerySet[Account]:
    totals = change.totals
    entering = totals[CREDITS_POSTED]
    covers = Q(is_limited=False) | Q(
        credits_posted_fen__gte=F(DEBITS_POSTED) + F(DEBITS_PENDING) + change.leaving_fen - entering
    )
    arriving = entering + totals[CREDITS_PENDING]
    below = Q(ceiling_fen__isnull=True) | Q(
        ceiling_fen__gte=F(CREDITS_POSTED) + F(CREDITS_PENDING) + arriving
    )
    return Account.objects.filter(covers, below, pk=account_id)


def _added(change: AccountChange) -> dict[str, object]:
    return {total: F(total) + moved for total, moved in change.totals.items()}


def _refusal(account: Account, change: AccountChange) -> LimitExceeded:
    needed = change.leaving_fen - change.totals[CREDITS_POSTED]
    if account.is_limited and needed > account.free_fen:
        return overdrawn(account.name, account.free_fen, needed)
    return past_ceiling(account.name, account.ceiling_fen or 0)
