"""The digest of a payment list: what is approved is what was drafted."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.engines.seal import digest
from kechuang.ledger.models import PaymentItem


def digest_of(items: Iterable[PaymentItem]) -> str:
    """SHA-256 over number, tranche part, amount and payee of every item, by number."""
    return digest(
        [
            [i.number, i.part_id, i.amount_fen, i.holder, i.bank, i.account_number]
            for i in sorted(items, key=lambda item: item.number)
        ]
    )
