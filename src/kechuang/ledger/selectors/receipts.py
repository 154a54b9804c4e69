"""Receipts (支付凭单) of payments that arrived, and the proof that each carries with it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kechuang.audit.models import Event
from kechuang.audit.selectors import history_of, receipt_proof
from kechuang.base.actors import Actor
from kechuang.engines.tally import in_capital_figures
from kechuang.ledger.access import readable_grants
from kechuang.ledger.models import Grant, PaymentItem, Voucher
from kechuang.ledger.states import PAID_ITEM_STATES

RELATED = (
    "run",
    "answer",
    "bank_return",
    "part__share",
    "part__tranche__grant__party",
    "part__tranche__grant__scheme",
    "pending__resolution__voucher__book",
)


def readable_receipts(actor: Actor) -> QuerySet[PaymentItem]:
    """Payments that were paid on grants that ``actor`` may see."""
    grants = Grant.objects.filter(readable_grants(actor))
    paid = PaymentItem.objects.filter(state__in=PAID_ITEM_STATES, part__tranche__grant__in=grants)
    return paid.select_related(*RELATED)


def voucher_of(item: PaymentItem) -> Voucher:
    """The voucher by which the payment was posted."""
    if item.pending is None:
        raise ValueError("only what was sent was paid")
    return item.pending.resolution.voucher


def event_of(item: PaymentItem) -> Event:
    """The payment's own place in the audit chain."""
    return history_of(item).get(command="pay_item")


def receipt_of(item: PaymentItem) -> dict[str, Any]:
    """A paid item of ``readable_receipts`` as JSON that ``audit/offline.py`` checks.

    The proof's ``said.payload`` tells the payment: amount, day, party, grant, decision, run and
    the voucher with its seal. ``payment`` adds what is no part of the chain: the amount in capital
    figures and who signed. ``voucher``, whose digest is the seal, is None where it also posted
    payments to others.
    """
    return receipt_proof(event_of(item)) | {"payment": _payment(item), "voucher": _voucher(item)}


def _payment(item: PaymentItem) -> dict[str, Any]:
    run, voucher = item.run, voucher_of(item)
    return {
        "amount_in_capital_figures": in_capital_figures(item.paid_fen),
        "drafted_by": run.drafted_by_name,
        "checked_by": run.checked_by_name,
        "approved_by": run.approved_by_name,
        "posted_by": [voucher.actor_name, voucher.approver_name],
    }


def _voucher(item: PaymentItem) -> dict[str, Any] | None:
    """Whole, if it tells of no other payment than this one."""
    voucher = voucher_of(item)
    others = voucher.transfers.exclude(reference=f"item:{item.number}")
    return None if others.exists() else voucher.content()
