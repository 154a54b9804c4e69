"""The treasury's answers: each payment is settled exactly once, however often it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localdate

from kechuang.base.errors import Text, invalid
from kechuang.engines.seal import digest
from kechuang.ledger.models import PaymentItem, PaymentRun, TreasuryAnswer, Voucher
from kechuang.ledger.refusals import NOT_POSTED, already_done, yuan
from kechuang.ledger.services.answers import Answer, require_past, require_possible
from kechuang.ledger.services.entries import Entry, Order, Resolution, Warrant
from kechuang.ledger.services.posting import post, posted_before
from kechuang.ledger.services.receipting import record_payments
from kechuang.ledger.states import ItemState, Kind, Phase, RunState

PAYEE = (
    "run",
    "part__tranche__grant__party",
    "part__tranche__grant__scheme",
    "part__share__payable",
)


@dataclass(frozen=True)
class Settlement:
    """``answers = settled + unchanged``; ``voucher`` is None when every answer was known."""

    voucher: Voucher | None
    settled: int
    unchanged: int


@transaction.atomic
def record_answers(
    *, warrant: Warrant, run: PaymentRun, answers: Sequence[Answer], file_digest: str = ""
) -> Settlement:
    """Post what was paid, free and hand back what was refused or left over.

    An answer that is known already is counted and changes nothing; one that contradicts the
    known answer, names no payment of this run or pays more than asked refuses the whole file.
    """
    content = {"run": run.number, "answers": digest([a.as_row() for a in answers])}
    order = Order(warrant, run.book, "record_answers", content, f"{run.number} {file_digest[:12]}")
    if earlier := posted_before(order):
        return Settlement(earlier, 0, len(answers))
    current = PaymentRun.objects.select_for_update().get(pk=run.pk)
    fresh = _fresh(current, answers)
    require_past(answers, today=max(warrant.on, localdate(warrant.at)))
    if not fresh:
        return Settlement(None, 0, len(answers))
    entries = [entry for item, answer in fresh for entry in _entries(item, answer)]
    settled = _mark(current, fresh, warrant, file_digest)
    sent = {Voucher(pk=item.pending.voucher_id) for item, _ in fresh if item.pending}
    voucher = post(order, entries, _said(current, fresh), sealed=settled, beside=sent)
    record_payments(fresh, voucher, warrant)
    return Settlement(voucher, len(fresh), len(answers) - len(fresh))


Pair = tuple[PaymentItem, Answer]


def _fresh(run: PaymentRun, answers: Sequence[Answer]) -> list[Pair]:
    items = {
        i.number: i for i in run.items.select_related("answer", "pending", "part__accepted", *PAYEE)
    }
    _require_unused_serials(run, answers)
    told: dict[str, Answer] = {}
    for answer in answers:
        item = items.get(answer.number)
        if item is None or told.setdefault(answer.number, answer) != answer:
            raise _not_of_this_run(answer, run)
        require_possible(item, answer)
    return [(items[n], a) for n, a in told.items() if not hasattr(items[n], "answer")]


def _require_unused_serials(run: PaymentRun, answers: Sequence[Answer]) -> None:
    """The treasury numbers each answer once; the same number for another payment is a mistake."""
    of_payment = {answer.serial: answer.number for answer in answers}
    known = TreasuryAnswer.objects.filter(serial__in=of_payment).values_list(
        "serial", "item__number"
    )
    used = [serial for serial, number in known if of_payment[serial] != number]
    if used or len(of_payment) < len({answer.number for answer in answers}):
        serial = used[0] if used else answers[0].serial
        raise already_done(
            f"回单号 {serial} 已用于另一笔支付",
            f"the treasury's number {serial} belongs to another payment",
        )


def _not_of_this_run(answer: Answer, run: PaymentRun) -> Exception:
    return invalid(
        NOT_POSTED,
        f"支付单号 {answer.number} 不属于批次 {run.number}，或在文件中出现两次且内容不同",
        f"payment {answer.number} is not of run {run.number}, or stands twice with other content",
        Text("请核对文件；整个文件未入账", "Check the file; nothing of it was posted"),
    )


def _entries(item: PaymentItem, answer: Answer) -> list[Entry]:
    pending = item.pending
    if pending is None:
        raise ValueError("a sent payment holds its pending transfer")
    if answer.is_paid:
        settled = Resolution(pending, Phase.POST, answer.amount_fen).entry()
        left = item.amount_fen - answer.amount_fen
    else:
        settled, left = Resolution(pending, Phase.VOID).entry(), item.amount_fen
    return [settled, *([_returned(item, left)] if left else [])]


def _returned(item: PaymentItem, amount_fen: int) -> Entry:
    payable, accepted = item.part.share.payable, item.part.accepted
    if payable is None or accepted is None:
        raise ValueError("only public funds are returned")
    return Entry(Kind.RETURN, payable, accepted, amount_fen, f"item:{item.number}")


def _said(run: PaymentRun, fresh: list[Pair]) -> Text:
    paid = yuan(sum(answer.amount_fen for _, answer in fresh if answer.is_paid))
    return Text(
        f"国库回单 {run.number}：{len(fresh)} 笔，实付 {paid} 元",
        f"Treasury answers to {run.number}: {len(fresh)} payments, {paid} yuan paid",
    )


def _mark(run: PaymentRun, fresh: list[Pair], warrant: Warrant, file_digest: str) -> list[Model]:
    """Run, payments and answers as they are now; a run with nothing open is settled."""
    items = [item for item, _ in fresh]
    for item, answer in fresh:
        item.state = ItemState.PAID if answer.is_paid else ItemState.REFUSED
        item.paid_fen = answer.amount_fen if answer.is_paid else 0
        item.paid_on = answer.on if answer.is_paid else None
    PaymentItem.objects.bulk_update(items, ["state", "paid_fen", "paid_on"])
    answers = TreasuryAnswer.objects.bulk_create(
        TreasuryAnswer(
            item=item,
            serial=answer.serial,
            is_paid=answer.is_paid,
            amount_fen=answer.amount_fen,
            on=answer.on,
            reason=answer.reason,
            file_digest=file_digest,
            recorded_at=warrant.at,
        )
        for item, answer in fresh
    )
    if not run.items.filter(state=ItemState.SENT).exists():
        run.state = RunState.SETTLED
        run.save(update_fields=["state"])
    return [run, *items, *answers]
