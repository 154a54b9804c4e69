"""Second approval: the run becomes payable and goes to the treasury."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState
from kechuang.ledger.access import can_prepare
from kechuang.ledger.models import PaymentItem, PaymentRun, Voucher
from kechuang.ledger.refusals import NOT_POSTED, yuan
from kechuang.ledger.selectors.payees import actor_again
from kechuang.ledger.selectors.payment_runs import moved_payees
from kechuang.ledger.services.alterations import alterations_reported
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.own_money import refuse_own_run
from kechuang.ledger.services.payment_runs import locked_run, refuse_if_same, require_unchanged
from kechuang.ledger.services.posting import post, posted_before, transfer_id
from kechuang.ledger.states import ItemState, Kind, Phase, RunState

SHOWN = 5


def approve_run(*, warrant: Warrant, run: PaymentRun) -> Voucher:
    """Order every payment (accepted → payable) and hold it for the treasury (payable → paid).

    ``warrant.by`` is the drafter and ``warrant.approver`` the second approver, neither of them
    the first. Raises ``SamePerson``, ``AlreadyDone``, ``LimitExceeded``, ``OwnMoney``,
    ``WrongState`` for an account that a newer one replaced, and ``AlteredRecord`` where the run
    or a payment is not as the audit chain sealed it.
    """
    with alterations_reported(by=warrant.approver, at=warrant.at):
        return _approve(warrant, run)


@transaction.atomic
def _approve(warrant: Warrant, run: PaymentRun) -> Voucher:
    content = {"run": run.number, "list_digest": run.list_digest}
    decision = f"{run.number} · {run.checked_by_name}"
    order = Order(warrant, run.book, "approve_run", content, decision)
    if earlier := posted_before(order):
        return earlier
    current = locked_run(run, RunState.CHECKED)
    refuse_if_same(warrant.approver, current.drafted_by_id, current.drafted_by_name)
    refuse_if_same(warrant.approver, current.checked_by_id, current.checked_by_name)
    require_unchanged(current)
    refuse_own_run([warrant.approver], current)
    refuse_moved_payees(current)
    items = list(current.items.select_related("part__accepted", "part__share__payable"))
    entries = [entry for item in items for entry in _entries(item)]
    _mark_sent(current, items, entries, warrant)
    voucher = post(order, entries, _said(current, items), sealed=[current, *items])
    _save_sent(current, items)
    return voucher


def refuse_moved_payees(run: PaymentRun) -> None:
    """Nobody is paid to an account that a newer confirmed one has replaced."""
    moved = moved_payees(run)
    if not moved:
        return
    named = [f"{item.number} {item.holder}" for item in moved[:SHOWN]]
    raise WrongState(
        NOT_POSTED,
        Text(
            f"{len(moved)} 笔的收款单位在编制后核对了新的收款账户：{'、'.join(named)}",
            f"{len(moved)} payees have had a newer account confirmed since the run was drafted: "
            f"{', '.join(named)}",
        ),
        Text("请撤回批次，按新的收款账户重新编制", "Withdraw the run and draft it anew"),
    )


def drafter_of(run: PaymentRun, *, on: date) -> Actor:
    """Whoever drafted the run, for the warrant of its approval, with the rights of the day ``on``.

    Raises ``WrongState`` when that person may no longer draft.
    """
    drafter = actor_again(run.drafted_by_id, run.drafted_by_name, on=on)
    if can_prepare(drafter):
        return drafter
    raise WrongState(
        NOT_POSTED,
        Text(
            f"编制人“{run.drafted_by_name}”已没有编制权限",
            f"{run.drafted_by_name}, who drafted it, may no longer do so",
        ),
        Text(
            "请退回，由有权限的人员重新编制",
            "Return it and let somebody with the right draft it anew",
        ),
    )


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
    run: PaymentRun, items: list[PaymentItem], entries: list[Entry], warrant: Warrant
) -> None:
    """As they are once it is posted: the ids of its transfers follow from the request's."""
    pending = {
        entry.reference: transfer_id(warrant.request_id, place)
        for place, entry in enumerate(entries, start=1)
        if entry.phase == Phase.PENDING
    }
    for item in items:
        item.state, item.pending_id = ItemState.SENT, pending[f"item:{item.number}"]
    run.approved_by_id = warrant.approver.account_id
    run.approved_by_name, run.approved_at = warrant.approver.name, warrant.at
    run.state = RunState.SENT


def _save_sent(run: PaymentRun, items: list[PaymentItem]) -> None:
    PaymentItem.objects.bulk_update(items, ["state", "pending"])
    run.save(update_fields=["approved_by_id", "approved_by_name", "approved_at", "state"])
