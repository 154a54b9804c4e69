"""Second approval: the run becomes payable and goes to the treasury."""

from __future__ import annotations

from django.db import transaction

from kechuang.base.errors import Text
from kechuang.ledger.models import PaymentItem, PaymentRun, Transfer, Voucher
from kechuang.ledger.refusals import yuan
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.payment_runs import locked_run, refuse_if_same, require_unchanged
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.states import ItemState, Kind, Phase, RunState


@transaction.atomic
def approve_run(*, warrant: Warrant, run: PaymentRun) -> Voucher:
    """Order every payment (accepted → payable) and hold it for the treasury (payable → paid).

    ``warrant.by`` is the drafter and ``warrant.approver`` the second approver, neither of them
    the first. Raises ``SamePerson``, ``AlreadyDone``, ``LimitExceeded``.
    """
    content = {"run": run.number, "list_digest": run.list_digest}
    decision = f"{run.number} · {run.checked_by_name}"
    order = Order(warrant, run.book, "approve_run", content, decision)
    if earlier := posted_before(order):
        return earlier
    current = locked_run(run, RunState.CHECKED)
    refuse_if_same(warrant.approver, current.drafted_by_id, current.drafted_by_name)
    refuse_if_same(warrant.approver, current.checked_by_id, current.checked_by_name)
    require_unchanged(current)
    items = list(current.items.select_related("part__accepted", "part__share__payable"))
    voucher = post(order, [e for item in items for e in _entries(item)], _said(current, items))
    _mark_sent(current, items, voucher, warrant)
    return voucher


def _entries(item: PaymentItem) -> list[Entry]:
    part = item.part
    accepted, payable, paid = part.accepted, part.share.payable, part.share.paid
    if accepted is None or payable is None or paid is None:
        raise ValueError("only public funds are paid")
    reference = f"item:{item.number}"
    ordered = Entry(Kind.ORDER, accepted, payable, item.amount_fen, reference)
    return [ordered, Entry(Kind.PAY, payable, paid, item.amount_fen, reference, Phase.PENDING)]


def _said(run: PaymentRun, items: list[PaymentItem]) -> Text:
    total = yuan(sum(item.amount_fen for item in items))
    return Text(
        f"支付批次 {run.number} 送国库，{len(items)} 笔 {total} 元",
        f"Payment run {run.number} to the treasury: {len(items)} payments, {total} yuan",
    )


def _mark_sent(
    run: PaymentRun, items: list[PaymentItem], voucher: Voucher, warrant: Warrant
) -> None:
    held = Transfer.objects.filter(voucher=voucher, phase=Phase.PENDING)
    pending = {transfer.reference: transfer for transfer in held}
    for item in items:
        item.state, item.pending = ItemState.SENT, pending[f"item:{item.number}"]
    PaymentItem.objects.bulk_update(items, ["state", "pending"])
    run.approved_by_id = warrant.approver.account_id
    run.approved_by_name, run.approved_at = warrant.approver.name, warrant.at
    run.state = RunState.SENT
    run.save(update_fields=["approved_by_id", "approved_by_name", "approved_at", "state"])
