"""Expenses taken back, found to be on the list later, and repaid."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated
from kechuang.base.roles import Role
from kechuang.programmes.models.execution import Expense
from kechuang.programmes.powers_of_execution import can_prepare, has_power
from kechuang.programmes.refusals_of_execution import NOT_DECIDED
from kechuang.programmes.services.execution.signing import signature, write_down
from kechuang.programmes.services.execution.spending.holding import free_money
from kechuang.programmes.services.execution.spending.lists import list_of
from kechuang.programmes.services.execution.standing import locked, require_state
from kechuang.programmes.states_of_execution import ExpenseState, Power

BOOKED = (ExpenseState.ALLOWED, ExpenseState.CLEARED)


@transaction.atomic
def cancel_expense(*, by: Actor, at: datetime, expense: Expense, reason: str) -> Expense:
    """Take back an expense that was entered by mistake; its invoice may be entered again."""
    current = locked(expense)
    allowed = has_power(by, current.contract, Power.ENTER_EXPENSE)
    require(allowed, Text("撤销支出", "cancel an expense"))
    require_state(NOT_DECIDED, current, ExpenseState, *BOOKED, ExpenseState.DOUBTFUL)
    if current.state in BOOKED:
        free_money(current.contract, current.amount_fen)
    return _moved(by, at, current, ExpenseState.CANCELLED, "cancel_expense", reason)


@transaction.atomic
def find_listed(*, by: Actor, at: datetime, expense: Expense, item: str, reason: str) -> Expense:
    """An expense that was allowed turns out to be on the list (``item``: its id).

    It stays spent, and the project cannot be accepted, until it is repaid.
    """
    current = locked(expense)
    is_checker = can_prepare(by) or by.has_role(Role.AUDITOR)
    require(is_checker, Text("认定负面清单支出", "find an expense to be on the list"))
    require_state(NOT_DECIDED, current, ExpenseState, *BOOKED)
    items = list_of(current.contract).items
    if item not in items:
        raise invalid(NOT_DECIDED, f"负面清单没有“{item}”", f"the list has no item “{item}”")
    said = f"{items[item].label.zh}：{stated(NOT_DECIDED, reason)}"
    return _moved(by, at, current, ExpenseState.LISTED, "find_listed", said)


@transaction.atomic
def record_repayment(*, by: Actor, at: datetime, expense: Expense, reason: str) -> Expense:
    """The team paid a listed expense back to the project's account; ``reason`` names the proof."""
    current = locked(expense)
    require(can_prepare(by), Text("登记退回", "record a repayment"))
    require_state(NOT_DECIDED, current, ExpenseState, ExpenseState.LISTED)
    free_money(current.contract, current.amount_fen)
    return _moved(by, at, current, ExpenseState.REPAID, "record_repayment", reason)


def _moved(
    by: Actor, at: datetime, expense: Expense, state: ExpenseState, command: str, reason: str
) -> Expense:
    given = stated(NOT_DECIDED, reason)
    write_down(expense, state=state, decision_reason=given, **signature("decided", by, at))
    told = {"invoice": expense.invoice, "amount_fen": expense.amount_fen, "reason": given}
    record(by=by, at=at, command=command, target=expense, payload=told)
    return expense
