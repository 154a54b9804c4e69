"""Receipts (支付凭单) of payments that arrived, and the proof that each carries with it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kechuang.audit.models import Event
from kechuang.audit.selectors import history_of
from kechuang.base.actors import Actor
from kechuang.engines.tally import in_capital_figures
from kechuang.ledger.access import readable_grants
from kechuang.ledger.models import Grant, PaymentItem, Voucher
from kechuang.ledger.states import ItemState

KIND = "kechuang-receipt/1"
RELATED = (
    "run",
    "answer",
    "part__share",
    "part__tranche__grant__party",
    "part__tranche__grant__scheme",
    "pending__resolution__voucher__book",
)


def readable_receipts(actor: Actor) -> QuerySet[PaymentItem]:
    """Payments that arrived on grants that ``actor`` may see."""
    grants = Grant.objects.filter(readable_grants(actor))
    paid = PaymentItem.objects.filter(state=ItemState.PAID, part__tranche__grant__in=grants)
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
    """A paid item of ``readable_receipts`` as JSON that anybody can check offline.

    ``event`` holds ``sequence``, ``previous``, ``head``, ``leaf``, ``own_hash`` of the audit chain
    and ``salt`` and ``payload`` of its leaf; the payload repeats amount, party, grant, day and the
    voucher's number and seal. ``voucher.content``, whose digest is the seal, is None where the
    voucher also posted payments to others.
    """
    grant, voucher = item.part.tranche.grant, voucher_of(item)
    return {
        "kind": KIND,
        "item": item.number,
        "amount_fen": item.paid_fen,
        "amount_in_capital_figures": in_capital_figures(item.paid_fen),
        "paid_on": item.answer.on.isoformat(),
        "serial": item.answer.serial,
        "party": {"credit_code": grant.party.credit_code, "name": grant.party.name},
        "payee": {"holder": item.holder, "bank": item.bank, "ending": item.account_number[-4:]},
        "grant": _grant(grant) | {"tranche": item.part.tranche.title},
        "source": item.part.share.source,
        "run": _run(item),
        "voucher": {
            "number": str(voucher),
            "seal": voucher.seal,
            "content": voucher.content() if _is_alone(voucher, item) else None,
        },
        "event": _proof(event_of(item)),
    }


def _grant(grant: Grant) -> dict[str, Any]:
    return {
        "number": grant.number,
        "title": grant.title,
        "scheme": grant.scheme.code,
        "decision": grant.decision,
        "rule_version": grant.rule_version,
    }


def _run(item: PaymentItem) -> dict[str, str]:
    run = item.run
    return {
        "number": run.number,
        "list_digest": run.list_digest,
        "drafted_by": run.drafted_by_name,
        "checked_by": run.checked_by_name,
        "approved_by": run.approved_by_name,
    }


def _is_alone(voucher: Voucher, item: PaymentItem) -> bool:
    """Whether the voucher tells of no other payment than this one."""
    return not voucher.transfers.exclude(reference=f"item:{item.number}").exists()


def _proof(event: Event) -> dict[str, Any]:
    return {
        "sequence": event.sequence,
        "previous": event.previous,
        "head": event.head(),
        "leaf": event.leaf,
        "own_hash": event.own_hash,
        "salt": event.salt,
        "payload": event.payload,
    }
