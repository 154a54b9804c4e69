"""Correction only by reversal (红字冲销): a red voucher takes back a whole earlier one.

Source: 会计法 (2024) arts. 14, 15: amounts on vouchers are never altered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Model

from kechuang.base.errors import Text, invalid, stated
from kechuang.ledger.models import Grant, PaymentItem, Tranche, Transfer, Voucher
from kechuang.ledger.refusals import NOT_POSTED, already_done
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.states import ItemState, Kind, Phase

ORDERED = (ItemState.SENT, ItemState.PAID)


@transaction.atomic
def reverse_voucher(*, warrant: Warrant, voucher: Voucher, reason: str) -> Voucher:
    """Take back every transfer of ``voucher`` in red and undo what it did to its record.

    Refuses what the treasury has carried out (claw back instead), a second reversal, and, by the
    limits, money that has moved on.
    """
    reason = stated(NOT_POSTED, reason)
    content = {"voucher": str(voucher), "reason": reason}
    order = Order(warrant, voucher.book, "reverse_voucher", content, reason, voucher.rule_version)
    if earlier := posted_before(order):
        return earlier
    _require_reversible(voucher)
    transfers = list(voucher.transfers.select_related("debit", "credit").order_by("-position"))
    undone = UNDO[voucher.command](voucher, transfers, warrant)
    said = Text(f"冲销 {voucher}：{reason}", f"Reversal of {voucher}: {reason}")
    reds = [_red(each) for each in transfers]
    return post(order, reds, said, reverses=voucher, sealed=undone)


def _require_reversible(voucher: Voucher) -> None:
    if Voucher.objects.filter(reverses=voucher).exists():
        raise already_done(f"{voucher} 已冲销", f"{voucher} was reversed before")
    phases = set(voucher.transfers.values_list("phase", flat=True))
    if voucher.command not in UNDO or phases != {Phase.SINGLE}:
        raise invalid(
            NOT_POSTED,
            f"{voucher} 不能冲销：国库已办理的用追回，预留用撤销，红字凭证不再冲销",
            f"{voucher} cannot be reversed: claw back what the treasury paid, void a reservation",
            Text("请选择追回或撤销", "Choose claw-back or void"),
        )


def _red(transfer: Transfer) -> Entry:
    return Entry(
        kind=Kind(transfer.kind),
        debit=transfer.debit,
        credit=transfer.credit,
        amount_fen=transfer.amount_fen,
        reference=transfer.reference,
        reverses=transfer,
    )


Undo = Callable[[Voucher, list[Transfer], Warrant], Sequence[Model]]


def _nothing(voucher: Voucher, transfers: list[Transfer], warrant: Warrant) -> Sequence[Model]:
    """Its record says nothing that the totals do not say."""
    return ()


def _cancel_grant(voucher: Voucher, transfers: list[Transfer], warrant: Warrant) -> Sequence[Model]:
    """Frees the ground, so that the right grant can be agreed."""
    raised = [transfer.credit_id for transfer in transfers]
    granted = Grant.objects.filter(shares__obligation__in=raised)
    grants = Grant.objects.filter(pk__in=granted.values("pk"))
    grants.update(cancelled_at=warrant.at)
    return list(grants)


def _reopen_tranche(
    voucher: Voucher, transfers: list[Transfer], warrant: Warrant
) -> Sequence[Model]:
    raised = [transfer.credit_id for transfer in transfers]
    accepted = Tranche.objects.filter(parts__accepted__in=raised)
    tranches = Tranche.objects.filter(pk__in=accepted.values("pk"))
    if PaymentItem.objects.filter(part__tranche__in=tranches, state__in=ORDERED).exists():
        raise already_done(
            "该节点已送国库支付，不能冲销验收；请追回",
            "the treasury has or had the tranche's money: claw back instead",
        )
    tranches.update(accepted_on=None, acceptance="")
    return list(tranches)


UNDO: dict[str, Undo] = {
    "appropriate_funds": _nothing,
    "allot_budget": _nothing,
    "allot_claims": _cancel_grant,
    "agree_grant": _cancel_grant,
    "accept_tranche": _reopen_tranche,
    "decide_claw_back": _nothing,
    "record_recovery": _nothing,
}
