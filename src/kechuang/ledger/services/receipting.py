"""What the audit chain tells of each payment that arrived; its receipt is the proof of that."""

from __future__ import annotations

from collections.abc import Iterable

from kechuang.audit.services import record
from kechuang.ledger.models import PaymentItem, Voucher
from kechuang.ledger.services.answers import Answer
from kechuang.ledger.services.entries import Warrant


def record_payments(
    settled: Iterable[tuple[PaymentItem, Answer]], voucher: Voucher, warrant: Warrant
) -> None:
    """An event for each payment, so that its receipt proves it without telling of the others."""
    for item, answer in settled:
        if answer.is_paid:
            payload = _payment(item, answer) | {"voucher": str(voucher), "seal": voucher.seal}
            record(by=warrant.by, at=warrant.at, command="pay_item", target=item, payload=payload)


def _payment(item: PaymentItem, answer: Answer) -> dict[str, object]:
    tranche, run = item.part.tranche, item.run
    grant = tranche.grant
    return {
        "item": item.number,
        "amount_fen": answer.amount_fen,
        "paid_on": answer.on.isoformat(),
        "serial": answer.serial,
        "party": grant.party.credit_code,
        "holder": item.holder,
        "bank": item.bank,
        "ending": item.account_number[-4:],
        "grant": grant.number,
        "tranche": tranche.title,
        "scheme": grant.scheme.code,
        "source": item.part.share.source,
        "decision": grant.decision,
        "rule_version": grant.rule_version,
        "run": run.number,
        "list_digest": run.list_digest,
    }
