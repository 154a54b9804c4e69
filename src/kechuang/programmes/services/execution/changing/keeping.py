"""A change as JSON values, and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kechuang.accounts.models import User
from kechuang.programmes.services.execution.awards import Colleague
from kechuang.programmes.services.execution.changing.change import Change
from kechuang.programmes.services.execution.changing.of_posts import NewAssistant, NewChief
from kechuang.programmes.services.execution.changing.of_terms import NewBudget, NewEnd
from kechuang.programmes.services.execution.changing.of_work import NewRoute, NewTarget, NewTeam
from kechuang.programmes.states_of_execution import ChangeKind


def change_again(kind: str, wanted: dict[str, Any]) -> Change:
    """The change that a request keeps as JSON values."""
    match kind:
        case ChangeKind.ROUTE:
            return NewRoute(wanted["text"])
        case ChangeKind.MEMBER:
            joins = tuple(Colleague(**each) for each in wanted["joins"])
            return NewTeam(joins, tuple(wanted["leaves"]))
        case ChangeKind.BUDGET:
            return NewBudget(wanted["budget_fen"])
        case ChangeKind.TARGET:
            return NewTarget(wanted["name"], Decimal(wanted["value"]))
        case ChangeKind.EXTENSION:
            return NewEnd(date.fromisoformat(wanted["until"]))
    account = User.objects.get(pk=wanted["account"])
    return NewChief(account) if kind == ChangeKind.CHIEF else NewAssistant(account)
