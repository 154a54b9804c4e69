"""Correction only by reversal (红字冲销): a red voucher takes back a whole earlier one.

Source: 会计法 (2024) arts. 14, 15: amounts on vouchers are never altered.
"""

from __future__ import annotations

from django.db import transaction

from kechuang.base.errors import InvalidInput, Text, stated
from kechuang.ledger.models import Transfer, Voucher
from kechuang.ledger.refusals import NOT_POSTED, already_done
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.services.undoing import UNDO, why_final
from kechuang.ledger.states import RELEASES, Kind


@transaction.atomic
def reverse_voucher(*, warrant: Warrant, voucher: Voucher, reason: str) -> Voucher:
    """Take back in red what ``voucher`` moved, and undo what it did to its record.

    A reservation that it ended stays ended: its money is free again. Refuses what is final
    (``undoing``), a second reversal, and, by the limits, money that has moved on.
    """
    reason = stated(NOT_POSTED, reason)
    content = {"voucher": str(voucher), "reason": reason}
    order = Order(warrant, voucher.book, "reverse_voucher", content, reason, voucher.rule_version)
    if earlier := posted_before(order):
        return earlier
    _require_reversible(voucher)
    moved = voucher.transfers.exclude(phase__in=RELEASES).order_by("-position")
    transfers = list(moved.select_related("debit", "credit"))
    undone = UNDO[voucher.command](voucher, transfers, warrant)
    said = Text(f"冲销 {voucher}：{reason}", f"Reversal of {voucher}: {reason}")
    reds = [_red(each) for each in transfers]
    return post(order, reds, said, reverses=voucher, sealed=undone, beside=[voucher])


def _require_reversible(voucher: Voucher) -> None:
    if Voucher.objects.filter(reverses=voucher).exists():
        raise already_done(f"{voucher} 已冲销", f"{voucher} was reversed before")
    if final := why_final(voucher):
        why = Text(f"{voucher} 不能冲销：{final.why.zh}",
                   f"{voucher} cannot be reversed: {final.why.en}")  # fmt: skip
        raise InvalidInput(NOT_POSTED, why, final.instead)


def _red(transfer: Transfer) -> Entry:
    return Entry(
        kind=Kind(transfer.kind),
        debit=transfer.debit,
        credit=transfer.credit,
        amount_fen=transfer.amount_fen,
        reference=transfer.reference,
        reverses=transfer,
    )
