"""Days some months away, and what is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.db.models import Q, QuerySet

from kechuang.base.actors import Actor
from kechuang.programmes.models.execution import Contract, Milestone
from kechuang.programmes.powers_of_execution import readable_contracts
from kechuang.programmes.states_of_execution import ContractState, MilestoneState

MONTHS = 12


def months_later(day: date, months: int) -> date:
    """The same day ``months`` later; the last day of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def overdue_milestones(actor: Actor, *, on: date) -> QuerySet[Milestone]:
    """Milestones of running contracts that nobody reported in time, or mended in time."""
    late = Q(state=MilestoneState.PLANNED, due_on__lt=on) | Q(
        state=MilestoneState.RECTIFYING, rectify_by_on__lt=on
    )
    seen = Contract.objects.filter(readable_contracts(actor), state=ContractState.RUNNING)
    found = Milestone.objects.filter(late, contract__in=seen.values("pk"))
    return found.select_related("contract__party").order_by("due_on", "pk")


def evaluations_due(actor: Actor, *, on: date) -> QuerySet[Contract]:
    """Closed contracts whose performance evaluation is due and was not made."""
    closed = Contract.objects.filter(
        state=ContractState.CLOSED, evaluation_due_on__lte=on, evaluation__isnull=True
    )
    seen = Contract.objects.filter(readable_contracts(actor)).values("pk")
    return closed.filter(pk__in=seen).order_by("evaluation_due_on", "pk")
