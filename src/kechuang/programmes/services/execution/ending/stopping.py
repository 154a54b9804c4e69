"""Stopping a contract: nothing more of it can be accepted or paid."""

from __future__ import annotations

from datetime import datetime

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.ledger.models import Grant
from kechuang.ledger.services import release_tranches
from kechuang.programmes.models.execution import Contract, Milestone
from kechuang.programmes.refusals_of_execution import NOT_TERMINATED
from kechuang.programmes.services.execution.signing import warrant_for, write_down
from kechuang.programmes.services.execution.standing import running
from kechuang.programmes.states_of_execution import (
    OPEN_MILESTONES,
    ContractState,
    MilestoneState,
)


def stop_contract(
    by: Actor,
    at: datetime,
    contract: Contract,
    state: ContractState,
    first: tuple[int | None, str],
    reason: str,
) -> Contract:
    """Cancel open milestones, give their money back to the budget lines, and end the contract.

    ``first`` proposed it and ``by`` decided; what was accepted before stays payable.
    """
    current = running(NOT_TERMINATED, contract)
    Milestone.objects.filter(contract=current, state__in=OPEN_MILESTONES).update(
        state=MilestoneState.CANCELLED
    )
    if current.grant is not None and _has_open_tranche(current.grant):
        warrant = warrant_for(current, "release_tranches", first, by, at)
        is_untouched = not current.grant.tranches.filter(accepted_on__isnull=False).exists()
        release_tranches(
            warrant=warrant, grant=current.grant, reason=reason[:250], is_cancelled=is_untouched
        )
    write_down(current, state=state, ended_at=at)
    told = {"number": current.number, "state": state.value, "reason": reason}
    record(by=by, at=at, command="stop_contract", target=current, payload=told)
    return current


def _has_open_tranche(grant: Grant) -> bool:
    waiting = grant.tranches.filter(accepted_on__isnull=True, released_on__isnull=True)
    return waiting.exists()
