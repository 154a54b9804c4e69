"""What every thing of the ledger has in common, and the ledger without its guards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from kechuang.ledger.models import Account, Transfer, Voucher
from kechuang.ledger.refusals import overdrawn
from kechuang.ledger.services import posting
from kechuang.ledger.services.entries import CREDITS_POSTED, AccountChange
from tests.proof.races.limited import Limited
from tests.proof.races.unguarding import loosen, without_transactions


class Posted(Limited):
    """A thing of the ledger: locks, unique vouchers and transfers, and limits guard it together."""

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        with without_transactions(), patch.object(posting, "move_totals", _move_naively):
            yield

    def strip(self) -> None:
        loosen(Account)
        loosen(Voucher, "reverses", "request_id")
        loosen(Transfer, "pending", "reverses")


def _move_naively(changes: Mapping[int, AccountChange]) -> None:
    """Reads, then writes: what the conditional update is there to prevent."""
    for account_id, change in changes.items():
        account = Account.objects.get(pk=account_id)
        needed_fen = change.leaving_fen - change.totals[CREDITS_POSTED]
        if account.is_limited and account.free_fen < needed_fen:
            raise overdrawn(account.name, account.free_fen, needed_fen)
        for total, moved in change.totals.items():
            setattr(account, total, getattr(account, total) + moved)
        account.save()
