"""Taking back a drafted contract that nobody signed, so that another one can be drafted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated
from kechuang.programmes.models.execution import Contract, ContractWithdrawal
from kechuang.programmes.powers_of_execution import can_prepare, takes_part
from kechuang.programmes.refusals_of_execution import NOT_WITHDRAWN
from kechuang.programmes.services.execution.items import uncommit
from kechuang.programmes.services.execution.signing import act, write_down
from kechuang.programmes.services.execution.standing import locked, require_state
from kechuang.programmes.states_of_execution import (
    OPEN_MILESTONES,
    ContractState,
    MilestoneState,
)


@transaction.atomic
def withdraw_contract(*, by: Actor, at: datetime, contract: Contract, reason: str) -> Contract:
    """Withdraw a contract while it is drafted: its lane and its part of the item's reservation
    are free again, and the ledger goes on holding the money for the award.

    Refused once it was signed, and a second time.
    """
    require(
        can_prepare(by) and not takes_part(by, contract), Text("撤回任务书", "withdraw a contract")
    )
    current = locked(contract)
    require_state(NOT_WITHDRAWN, current, ContractState, ContractState.DRAFTED)
    given = stated(NOT_WITHDRAWN, reason)
    ContractWithdrawal.objects.create(contract=current, reason=given, **act(by, at))
    current.milestones.filter(state__in=OPEN_MILESTONES).update(state=MilestoneState.CANCELLED)
    write_down(current, state=ContractState.WITHDRAWN, ended_at=at)
    uncommit(current)
    told = {"number": current.number, "grant_fen": current.grant_fen, "reason": given}
    record(by=by, at=at, command="withdraw_contract", target=current, payload=told)
    return current
