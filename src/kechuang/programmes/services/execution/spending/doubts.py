"""Doubtful expenses, decided by a person who did not enter them, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated
from kechuang.programmes.models.execution import Expense
from kechuang.programmes.powers_of_execution import can_prepare, takes_part
from kechuang.programmes.refusals_of_execution import NOT_DECIDED
from kechuang.programmes.services.execution.signing import refuse_same, signature, write_down
from kechuang.programmes.services.execution.spending.holding import hold_money
from kechuang.programmes.services.execution.standing import locked, require_state
from kechuang.programmes.states_of_execution import ExpenseState


@transaction.atomic
def clear_expense(*, by: Actor, at: datetime, expense: Expense, reason: str) -> Expense:
    """A doubtful expense is not on the list after all; it is taken out of the money received."""
    current = _doubtful(by, expense)
    given = stated(NOT_DECIDED, reason)
    hold_money(current.contract, current.amount_fen)
    return _decided(by, at, current, ExpenseState.CLEARED, given)


@transaction.atomic
def reject_expense(*, by: Actor, at: datetime, expense: Expense, reason: str) -> Expense:
    """A doubtful expense may not be paid from the grant."""
    current = _doubtful(by, expense)
    given = stated(NOT_DECIDED, reason)
    return _decided(by, at, current, ExpenseState.REJECTED, given)


def _doubtful(by: Actor, expense: Expense) -> Expense:
    current = locked(expense)
    is_judge = can_prepare(by) and not takes_part(by, current.contract)
    require(is_judge, Text("核对支出", "decide on a doubtful expense"))
    refuse_same(NOT_DECIDED, by, current.by_id, current.by_name)
    require_state(NOT_DECIDED, current, ExpenseState, ExpenseState.DOUBTFUL)
    return current


def _decided(
    by: Actor, at: datetime, expense: Expense, state: ExpenseState, reason: str
) -> Expense:
    write_down(expense, state=state, decision_reason=reason, **signature("decided", by, at))
    told = {"invoice": expense.invoice, "amount_fen": expense.amount_fen, "state": state.value,
            "reason": reason}  # fmt: skip
    record(by=by, at=at, command="decide_expense", target=expense, payload=told)
    return expense
