"""Payment runs, their signatures, their items and the treasury's answers."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from kechuang.base.invariants import Finding, Invariant, found
from kechuang.engines.wording import Text
from kechuang.ledger.models import Instruction, PaymentItem, PaymentRun
from kechuang.ledger.selectors.list_digests import digest_of
from kechuang.ledger.states import (
    ANSWERED_ITEM_STATES,
    PAID_ITEM_STATES,
    InstructionState,
    ItemState,
    Phase,
    RunState,
)

SIGNED = (RunState.SENT, RunState.SETTLED)


def altered_lists() -> Iterator[Finding]:
    for run in PaymentRun.objects.prefetch_related("items").iterator(500):
        if digest_of(run.items.all()) != run.list_digest:
            yield found(run, "清单与编制时不一致", "its list is not what was drafted")


def unsigned_runs() -> Iterator[Finding]:
    unsigned = Q(checked_at__isnull=True) | Q(approved_at__isnull=True)
    for run in PaymentRun.objects.filter(unsigned, state__in=SIGNED):
        yield found(run, "没有两级审批", "sent without two approvals")


def unsettled_runs() -> Iterator[Finding]:
    open_items = PaymentItem.objects.filter(state=ItemState.SENT)
    for run in PaymentRun.objects.filter(state=RunState.SETTLED, items__in=open_items).distinct():
        yield found(run, "已结清仍有未回单", "settled with unanswered payments")


def unheld_payments() -> Iterator[Finding]:
    held = Q(
        pending__phase=Phase.PENDING,
        pending__amount_fen=F("amount_fen"),
        pending__resolution__isnull=True,
    )
    for item in PaymentItem.objects.filter(state=ItemState.SENT).exclude(held):
        yield found(item, "在途而没有相应预留", "sent, and nothing is held for it")


def unanswered_payments() -> Iterator[Finding]:
    items = PaymentItem.objects.filter(state__in=ANSWERED_ITEM_STATES)
    paid = Q(state__in=PAID_ITEM_STATES, answer__is_paid=True, answer__amount_fen=F("paid_fen"))
    refused = Q(state=ItemState.REFUSED, answer__is_paid=False, paid_fen=0)
    for item in items.exclude(paid | refused):
        yield found(item, "与国库回单不符", "differs from the treasury's answer")


def unresolved_answers() -> Iterator[Finding]:
    items = PaymentItem.objects.filter(state__in=ANSWERED_ITEM_STATES)
    paid = Q(state__in=PAID_ITEM_STATES, pending__resolution__phase=Phase.POST)
    refused = Q(state=ItemState.REFUSED, pending__resolution__phase=Phase.VOID)
    amounts = Q(state=ItemState.REFUSED) | Q(pending__resolution__amount_fen=F("paid_fen"))
    for item in items.exclude((paid | refused) & amounts):
        yield found(item, "回单没有入账", "its answer was not posted")


def unexplained_returns() -> Iterator[Finding]:
    red = Q(pending__resolution__reversal__voucher__command="record_bank_return")
    back = Q(bank_return__isnull=False)
    came_back = Q(state=ItemState.RETURNED)
    odd = (came_back & ~(red & back)) | (~came_back & (red | back))
    for item in PaymentItem.objects.filter(odd):
        yield found(item, "退汇与记录、红字不符", "its return, its record and its red do not agree")


def unfounded_instructions() -> Iterator[Finding]:
    approved = Instruction.objects.filter(state=InstructionState.APPROVED)
    same = Q(voucher__request_id=F("id")) | Q(voucher__isnull=True)
    for pk in approved.exclude(same).values_list("pk", flat=True):
        yield found(pk, "指令与凭证不对应", "its voucher is not the one it asked for")


PAYING = (
    Invariant(
        "ledger.runs_list_what_was_signed",
        Text("批次清单与签批时一致", "A run lists what was signed"),
        altered_lists,
    ),
    Invariant(
        "ledger.runs_have_two_approvals",
        Text("送国库的批次有两级审批", "A run that was sent has two approvals"),
        unsigned_runs,
    ),
    Invariant(
        "ledger.settled_runs_are_answered",
        Text("结清的批次全部有回单", "A settled run is wholly answered"),
        unsettled_runs,
    ),
    Invariant(
        "ledger.sent_payments_are_held",
        Text("在途支付都有预留", "Money is held for every payment under way"),
        unheld_payments,
    ),
    Invariant(
        "ledger.payments_are_as_answered",
        Text("支付结果与国库回单一致", "A payment is what the treasury answered"),
        unanswered_payments,
    ),
    Invariant(
        "ledger.answers_are_posted",
        Text("国库回单都已入账", "Every answer was posted"),
        unresolved_answers,
    ),
    Invariant(
        "ledger.returns_are_posted",
        Text("退汇都有银行退汇号并已红字入账", "Every return has its number and is posted in red"),
        unexplained_returns,
    ),
    Invariant(
        "ledger.instructions_lead_to_their_voucher",
        Text("指令与凭证一一对应", "An instruction leads to its own voucher"),
        unfounded_instructions,
    ),
)
