"""The audit trail of one project: every event about the contract and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model, Q, QuerySet

from kechuang.audit.models import Event
from kechuang.programmes.models.execution import (
    ChangeRequest,
    Contract,
    Expense,
    Gate,
    Milestone,
)


def trail_of(contract: Contract) -> QuerySet[Event]:
    """Events in the order of the chain."""
    about = Q()
    for model, keys in _things(contract):
        about |= Q(target_kind=model._meta.label_lower, target_id__in=keys)
    return Event.objects.filter(about).order_by("sequence")


def _things(contract: Contract) -> Iterator[tuple[type[Model], list[str]]]:
    yield Contract, [str(contract.pk)]
    for model in (Milestone, ChangeRequest, Expense):
        keys = model._default_manager.filter(contract=contract).values_list("pk", flat=True)
        yield model, [str(key) for key in keys]
    gates = Gate.objects.filter(item=contract.item_id).values_list("pk", flat=True)
    yield Gate, [str(key) for key in gates]
    if contract.item.contracts.in_play().count() == 1 or gates:
        yield type(contract.item), [str(contract.item_id)]
