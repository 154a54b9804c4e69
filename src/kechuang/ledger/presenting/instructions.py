"""What an instruction asks for, as label and value: the words the second person decides by."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from kechuang.ledger.models import Instruction, PaymentRun
from kechuang.ledger.presenting import asked_of_bank as bank
from kechuang.ledger.presenting import asked_of_budget as budget
from kechuang.ledger.presenting import asked_of_grants as grants
from kechuang.ledger.presenting.amounts import on_paper
from kechuang.ledger.presenting.rows import Content, Rows


def described(instruction: Instruction) -> Rows:
    """The content of any instruction but a new grant, which has a plan of its own."""
    return DESCRIBED[instruction.command](instruction.content)


def _answers(content: Content) -> Rows:
    run = PaymentRun.objects.get(number=content["run"])
    paid = [answer["amount_fen"] for answer in content["answers"] if answer["is_paid"]]
    return [
        (_("支付批次"), run.number),
        (_("回单笔数"), str(len(content["answers"]))),
        (_("其中已支付"), on_paper(sum(paid))),
        (_("文件摘要"), content["file_digest"] or None),
    ]


DESCRIBED: dict[str, Callable[[Content], Rows]] = {
    "appropriate_funds": budget.appropriation,
    "allot_budget": budget.allotment,
    "allot_claims": budget.ration,
    "set_ceiling": budget.ceiling,
    "reserve_budget": budget.reservation,
    "resolve_reservation": budget.resolution,
    "close_year": budget.year_end,
    "accept_tranche": grants.acceptance,
    "release_tranches": grants.release,
    "decide_claw_back": grants.claw_back,
    "record_recovery": grants.recovery,
    "record_bank_return": grants.bank_return,
    "reverse_voucher": grants.reversal,
    "record_answers": _answers,
    "withdraw_statement": bank.withdrawal,
}
