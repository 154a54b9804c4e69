"""Rehearsing a command: it is really given, everything it wrote is rolled back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kechuang.base.actors import Actor, system_actor
from kechuang.ledger.models import Account, Transfer, Voucher
from kechuang.ledger.services.entries import Lifting, Warrant
from kechuang.ledger.services.instructions.commands import carry_out
from kechuang.ledger.states import RELEASES, Phase

STAND_IN = system_actor("试算复核 rehearsal")
REHEARSED = Lifting("试算 rehearsal")
NOTHING_POSTED = {"book": "", "summary": {"zh": "", "en": ""}, "amount_fen": 0, "accounts": []}


def rehearse(
    *, by: Actor, at: datetime, on: date, request_id: UUID, command: str, content: Mapping[str, Any]
) -> dict[str, Any]:
    """What the command would post: ``book``, ``summary``, ``amount_fen`` and ``accounts``.

    ``accounts`` holds, per limited account that would change, ``code``, ``name``, ``role``,
    ``is_new`` and what is free ``before_fen`` and ``after_fen``. Raises every refusal that the
    command would meet now.
    """
    with transaction.atomic():
        carry_out(command, Warrant(by, STAND_IN, at, on, request_id, REHEARSED), content)
        foreseen = posted_by(request_id)
        transaction.set_rollback(True)
    return foreseen | {"accounts": _with_age(foreseen)}


def posted_by(request_id: UUID) -> dict[str, Any]:
    """What the request posted: as ``rehearse``, but for ``is_new``."""
    voucher = Voucher.objects.select_related("book").filter(request_id=request_id).first()
    if voucher is None:
        return dict(NOTHING_POSTED)
    transfers = list(voucher.transfers.select_related("debit", "credit", "pending"))
    return {
        "book": voucher.book.code,
        "summary": {"zh": voucher.summary, "en": voucher.summary_en},
        "amount_fen": _amount_fen(transfers),
        "accounts": _changes(transfers),
    }


def _amount_fen(transfers: Sequence[Transfer]) -> int:
    """The voucher's total; what it only frees counts where it does nothing else."""
    moving = [transfer for transfer in transfers if transfer.phase not in RELEASES]
    return sum(transfer.amount_fen for transfer in moving or transfers)


def _changes(transfers: Sequence[Transfer]) -> list[dict[str, Any]]:
    change_fen: Counter[int] = Counter()
    for transfer in transfers:
        change_fen[transfer.debit_id] -= transfer.moved_fen + _reserved_fen(transfer)
        change_fen[transfer.credit_id] += transfer.moved_fen
    moved = Account.objects.filter(
        pk__in=[pk for pk, change in change_fen.items() if change], is_limited=True
    )
    return [_change(account, change_fen[account.pk]) for account in moved.order_by("pk")]


def _change(account: Account, change_fen: int) -> dict[str, Any]:
    return {
        "code": account.code,
        "name": account.name,
        "role": account.role,
        "before_fen": account.free_fen - change_fen,
        "after_fen": account.free_fen,
    }


def _reserved_fen(transfer: Transfer) -> int:
    if transfer.phase == Phase.PENDING:
        return transfer.amount_fen
    return -transfer.pending.amount_fen if transfer.pending else 0


def _with_age(foreseen: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Accounts that are there after the rollback were there before it."""
    rows = foreseen["accounts"]
    codes = [row["code"] for row in rows]
    known = set(
        Account.objects.filter(book__code=foreseen["book"], code__in=codes).values_list(
            "code", flat=True
        )
    )
    return [row | {"is_new": row["code"] not in known} for row in rows]
