"""Entering expenses; the negative list answers at once, and its refusals are kept as attempts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import (
    InvalidInput,
    Refusal,
    Text,
    WrongState,
    invalid,
    require,
    wrong_state,
)
from kechuang.engines import lumpsum
from kechuang.engines.lumpsum import Finding, Verdict, judge_expense
from kechuang.files.models import StoredFile
from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.powers_of_execution import has_power
from kechuang.programmes.refusals_of_execution import NOT_ENTERED, on_the_list
from kechuang.programmes.services.execution.signing import act, write_down
from kechuang.programmes.services.execution.spending.holding import hold_money
from kechuang.programmes.services.execution.spending.lists import list_of
from kechuang.programmes.services.execution.standing import locked, running
from kechuang.programmes.states_of_execution import CLAIMED, ExpenseState, Power

STATES = {
    Verdict.ALLOWED: ExpenseState.ALLOWED,
    Verdict.REFUSED: ExpenseState.REFUSED,
    Verdict.TO_BE_LOOKED_AT: ExpenseState.DOUBTFUL,
}
LONGEST = {
    "payee": (Text("收款方", "payee"), 200),
    "purpose": (Text("用途", "purpose"), 500),
    "invoice": (Text("发票号码", "invoice number"), 60),
    "kind": (Text("类别", "kind"), 60),
}


@dataclass(frozen=True)
class NewExpense:
    """One expense; ``marks`` hold only what somebody said of it (see the negative list)."""

    spent_on: date
    amount_fen: int
    payee: str
    purpose: str
    invoice: str
    kind: str = ""
    marks: Mapping[str, bool] = field(default_factory=dict)
    file: StoredFile | None = None


@transaction.atomic
def enter_expense(*, by: Actor, at: datetime, contract: Contract, entry: NewExpense) -> Expense:
    """Enter one expense under a running contract; the row's state tells the list's answer.

    Allowed ones are taken out of the money received at once; what the list refuses is kept as an
    attempt (``refusal_of`` says why in the item's wording); doubtful ones wait for a person.
    Raises ``MoneyNotReceived``, and refuses an invoice of the same payee a second time.
    """
    current = running(NOT_ENTERED, contract)
    require(has_power(by, current, Power.ENTER_EXPENSE), Text("登记支出", "enter an expense"))
    _check(current, entry, localdate(at))
    finding = judge_expense(_asked(entry), list_of(current))
    state = STATES[finding.verdict]
    if state in CLAIMED:
        _refuse_claimed_invoice(entry)
    if state == ExpenseState.ALLOWED:
        hold_money(current, entry.amount_fen)
    expense = _written(by, at, current, entry, finding)
    told = {
        "amount_fen": expense.amount_fen,
        "invoice": expense.invoice,
        "state": expense.state,
        "why": finding.explained()._asdict(),
    }
    record(by=by, at=at, command="enter_expense", target=expense, payload=told)
    return expense


@transaction.atomic
def attach_voucher(*, by: Actor, at: datetime, expense: Expense, file: StoredFile) -> Expense:
    """Give the picture of the invoice to an expense that has none."""
    current = locked(expense)
    allowed = has_power(by, current.contract, Power.ATTACH_VOUCHER)
    require(allowed, Text("上传凭证", "attach a voucher"))
    if current.file_id is not None:
        raise wrong_state(NOT_ENTERED, "该支出已有凭证", "the expense has a voucher already")
    write_down(current, file=file)
    told = {"file": file.digest, "invoice": current.invoice}
    record(by=by, at=at, command="attach_voucher", target=current, payload=told)
    return current


def refusal_of(expense: Expense) -> Refusal:
    """What the list said of a refused expense, in the item's own wording."""
    why = expense.finding["why"]
    return on_the_list(Text(why["zh"], why["en"]))


def key_of(text: str) -> str:
    """``text`` without blanks, width and case: how two invoices or payees are compared."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _asked(entry: NewExpense) -> lumpsum.Expense:
    return lumpsum.Expense(
        id=entry.invoice,
        text=entry.purpose,
        kind=entry.kind,
        payee=entry.payee,
        amount_fen=entry.amount_fen,
        marks=dict(entry.marks),
    )


def _check(contract: Contract, entry: NewExpense, today: date) -> None:
    if entry.amount_fen <= 0:
        raise invalid(NOT_ENTERED, "金额应大于零", "the amount must be above zero")
    if not (entry.payee.strip() and entry.invoice.strip()):
        raise invalid(
            NOT_ENTERED, "没有写明收款方或发票号码", "the payee or the invoice number is missing"
        )
    for name, (label, longest) in LONGEST.items():
        text: str = getattr(entry, name)
        if max(len(text), len(key_of(text))) > longest:
            raise _too_long(label, longest)
    if not contract.starts_on <= entry.spent_on <= today:
        raise invalid(
            NOT_ENTERED,
            f"支出日期应在 {contract.starts_on} 至 {today} 之间",
            f"the day must lie between {contract.starts_on} and {today}",
        )


def _too_long(label: Text, longest: int) -> InvalidInput:
    return invalid(
        NOT_ENTERED,
        f"“{label.zh}”超过 {longest} 个字符",
        f"the {label.en} is longer than {longest} characters",
    )


def _refuse_claimed_invoice(entry: NewExpense) -> None:
    keys = {"payee_key": key_of(entry.payee), "invoice_key": key_of(entry.invoice)}
    if Expense.objects.filter(**keys, state__in=CLAIMED).exists():
        raise _claimed()


def _claimed() -> WrongState:
    return wrong_state(
        NOT_ENTERED,
        "该收款方的这张发票已登记过（可能在其他项目）",
        "this payee's invoice was entered before, perhaps in another project",
        Text("一张发票只能列支一次，请核对", "An invoice counts once; check it"),
    )


def _written(
    by: Actor, at: datetime, contract: Contract, entry: NewExpense, finding: Finding
) -> Expense:
    values: dict[str, Any] = vars(entry) | {
        "marks": dict(entry.marks),
        "kind": finding.kind.id if finding.kind else entry.kind,
        "payee_key": key_of(entry.payee),
        "invoice_key": key_of(entry.invoice),
        "state": STATES[finding.verdict],
        "finding": finding.as_dict(),
        "list_digest": finding.pack,
    }
    expense = Expense(contract=contract, **values, **act(by, at))
    try:
        with transaction.atomic():
            expense.save(force_insert=True)
    except IntegrityError as clash:
        raise _claimed() from clash
    return expense
