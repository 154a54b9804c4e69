"""A payment that the bank sends back after the treasury had it paid (退汇): payable once more.

The payment is taken back in red and its money stands accepted again, so that a new run can pay it,
to another account if need be. Nothing is asked back from the party, which never had it.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from kechuang.base.errors import InvalidInput, Text, invalid, stated
from kechuang.ledger.models import BankReturn, PaymentItem, Transfer, Voucher
from kechuang.ledger.refusals import NOT_POSTED, AlreadyDone, already_done, yuan
from kechuang.ledger.serials import one_serial
from kechuang.ledger.services.entries import Entry, Order, Warrant
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.states import ItemState, Kind

RELATED = ("run__book", "part__accepted", "part__share__payable", "pending__resolution", "answer")


@transaction.atomic
def record_bank_return(*, warrant: Warrant, item: PaymentItem, serial: str, reason: str) -> Voucher:
    """The whole of ``item`` came back under the bank's number ``serial`` on the day of the books.

    Raises ``AlreadyDone`` for a payment that is not paid or came back before and for a number that
    another return has, ``InvalidInput`` for a day before the payment, ``LimitExceeded`` where part
    of the money was asked back meanwhile.
    """
    reason = stated(NOT_POSTED, reason)
    content = {"item": item.number, "serial": serial, "reason": reason}
    order = Order(warrant, item.run.book, "record_bank_return", content, reason)
    if earlier := posted_before(order):
        return earlier
    current = PaymentItem.objects.select_for_update(of=("self",)).select_related(*RELATED)
    paid = current.get(pk=item.pk)
    _require_paid(paid, warrant)
    back = _kept(paid, serial, reason, warrant)
    paid.state = ItemState.RETURNED
    paid.save(update_fields=["state"])
    said = Text(
        f"退汇 {paid.number} {yuan(paid.paid_fen)} 元：{reason}",
        f"{paid.number} sent back by the bank, {yuan(paid.paid_fen)} yuan: {reason}",
    )
    return post(order, _entries(paid), said, sealed=[paid, back])


def payment_of(item: PaymentItem) -> Transfer:
    """The transfer by which ``item`` was paid."""
    if item.pending is None:
        raise ValueError("a paid item was sent")
    return item.pending.resolution


def _entries(item: PaymentItem) -> list[Entry]:
    paid, accepted = payment_of(item), item.part.accepted
    if accepted is None:
        raise ValueError("only public funds are paid")
    amount, reference = item.paid_fen, f"return:{item.number}"
    red = Entry(Kind.PAY, paid.debit, paid.credit, amount, paid.reference, reverses=paid)
    return [red, Entry(Kind.RETURN, paid.debit, accepted, amount, reference)]


def _require_paid(item: PaymentItem, warrant: Warrant) -> None:
    if item.state != ItemState.PAID:
        raise already_done(
            f"支付 {item.number} 未支付或已退汇",
            f"payment {item.number} is not paid, or came back before",
        )
    if item.paid_on and warrant.on < item.paid_on:
        raise invalid(
            NOT_POSTED,
            f"退汇日期 {warrant.on} 早于支付日期 {item.paid_on}",
            f"it cannot come back on {warrant.on}, before it was paid on {item.paid_on}",
            Text("请填写银行退回的日期", "Give the day on which the bank sent it back"),
        )


def _kept(item: PaymentItem, serial: str, reason: str, warrant: Warrant) -> BankReturn:
    number = one_serial(serial)
    if not number:
        raise InvalidInput(
            NOT_POSTED,
            Text("没有填写银行退汇号", "the bank's number of the return is missing"),
            Text("请从银行回单上抄录", "Copy it from the bank's paper"),
        )
    try:
        with transaction.atomic():
            return BankReturn.objects.create(
                item=item, serial=number, on=warrant.on, reason=reason, recorded_at=warrant.at
            )
    except IntegrityError:
        raise _serial_used(serial) from None


def _serial_used(serial: str) -> AlreadyDone:
    return already_done(
        f"银行退汇号 {serial} 已登记", f"the bank's number {serial} stands for another return"
    )
