"""Moving the running totals of accounts, each by one conditional update."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from kechuang.ledger.models import Account
from kechuang.ledger.models.books import TOTALS
from kechuang.ledger.refusals import LimitExceeded, overdrawn, past_ceiling
from kechuang.ledger.services.entries import CREDITS_POSTED, AccountChange

# Plain SQL: said once, as the database decides it, and a tenth of the price of building it anew
MOVED = """
UPDATE ledger_account SET
    debits_posted_fen = debits_posted_fen + %(debits_posted_fen)s,
    credits_posted_fen = credits_posted_fen + %(credits_posted_fen)s,
    debits_pending_fen = debits_pending_fen + %(debits_pending_fen)s,
    credits_pending_fen = credits_pending_fen + %(credits_pending_fen)s
WHERE id = %(account_id)s
"""
WITHIN_LIMITS = """
AND (NOT is_limited OR credits_posted_fen + %(credits_posted_fen)s
    >= debits_posted_fen + debits_pending_fen + %(leaving_fen)s)
AND (ceiling_fen IS NULL OR ceiling_fen
    >= credits_posted_fen + credits_pending_fen + %(arriving_fen)s)
"""


def move_totals(changes: Mapping[int, AccountChange]) -> None:
    """Apply every change or refuse: the database decides, in the same statement that writes.

    Raises ``LimitExceeded`` naming the account, what is free and what was asked.
    """
    for account_id, change in changes.items():
        if not _moved(account_id, change):
            raise _refusal(Account.objects.get(pk=account_id), change)


def _moved(account_id: int, change: AccountChange) -> bool:
    told = {
        "account_id": account_id,
        "leaving_fen": change.leaving_fen,
        "arriving_fen": change.arriving_fen,
        **{total: change.totals[total] for total in TOTALS},
    }
    with connection.cursor() as cursor:
        cursor.execute(MOVED + WITHIN_LIMITS, told)
        return bool(cursor.rowcount)


def _refusal(account: Account, change: AccountChange) -> LimitExceeded:
    needed = change.leaving_fen - change.totals[CREDITS_POSTED]
    if account.is_limited and needed > account.free_fen:
        return overdrawn(account.name, account.free_fen, needed)
    return past_ceiling(account.name, account.ceiling_fen or 0)
