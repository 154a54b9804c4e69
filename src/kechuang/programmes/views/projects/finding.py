"""Finding what an address names; for who may not read it, it is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from kechuang.programmes.models.execution import ChangeRequest, Contract, Expense, Milestone
from kechuang.programmes.selectors.execution.projects import find_project

Found = TypeVar("Found")


def or_404(find: Callable[..., Found], *asked: Any, **more: Any) -> Found:
    """What ``find`` gives; closed and missing alike are the same 404."""
    try:
        return find(*asked, **more)
    except ObjectDoesNotExist:
        raise Http404 from None


def seen_project(request: HttpRequest, number: str) -> Contract:
    return or_404(find_project, request.actor, number)


def seen_milestone(request: HttpRequest, number: str, position: int) -> Milestone:
    contract = seen_project(request, number)
    found = or_404(contract.milestones.select_related("tranche").get, position=position)
    found.contract = contract
    return found


def seen_change(request: HttpRequest, number: str, pk: int) -> ChangeRequest:
    contract = seen_project(request, number)
    found = or_404(contract.changes.get, pk=pk)
    found.contract = contract
    return found


def seen_expense(request: HttpRequest, number: str, pk: int) -> Expense:
    contract = seen_project(request, number)
    found = or_404(contract.expenses.select_related("file").get, pk=pk)
    found.contract = contract
    return found
