"""Rows as they stand under lock, and the states in which a command makes sense."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from kechuang.base.errors import Text, wrong_state
from kechuang.base.registry.wording import both_languages
from kechuang.programmes.models.execution import Contract, Milestone
from kechuang.programmes.states_of_execution import ContractState

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """The row as it stands, locked until the transaction ends."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def running(what: Text, contract: Contract) -> Contract:
    """The contract under lock; refused unless it is in force."""
    current = locked(contract)
    require_state(what, current, ContractState, ContractState.RUNNING)
    return current


def milestone_under_lock(what: Text, milestone: Milestone) -> Milestone:
    """The milestone with its running contract, the contract locked first."""
    contract = running(what, milestone.contract)
    current = locked(milestone)
    current.contract = contract
    return current


def require_state(
    what: Text, row: models.Model, choices: type[models.TextChoices], *states: str
) -> None:
    """Refuse with the state that ``row`` has, unless it is one of ``states``."""
    state = getattr(row, "state")  # noqa: B009 - rows of many tables have one
    if state not in states:
        now = both_languages(choices(state).label)
        raise wrong_state(what, f"现为“{now.zh}”", f"it is “{now.en}” now")
