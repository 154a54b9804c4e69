"""Ending a project early: proposed with its cause, decided by another person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated, wrong_state
from kechuang.programmes.models.execution import Contract, Termination
from kechuang.programmes.powers_of_execution import can_approve, can_prepare
from kechuang.programmes.refusals_of_execution import NOT_TERMINATED
from kechuang.programmes.selectors.execution.money import listed_fen
from kechuang.programmes.services.execution.ending.exempting import make_exemption_file
from kechuang.programmes.services.execution.ending.stopping import stop_contract
from kechuang.programmes.services.execution.signing import act, refuse_same, signature, write_down
from kechuang.programmes.services.execution.standing import locked, require_state, running
from kechuang.programmes.states_of_execution import (
    EXEMPT_CAUSES,
    Cause,
    ContractState,
    TerminationState,
)


@transaction.atomic
def propose_termination(
    *, by: Actor, at: datetime, contract: Contract, cause: Cause, reason: str
) -> Termination:
    """Propose to end a running project. Honest failure is refused while money spent on the
    negative list is not repaid."""
    require(can_prepare(by), Text("提出终止", "propose a termination"))
    current = running(NOT_TERMINATED, contract)
    _refuse_unclean(current, cause)
    if current.terminations.filter(state=TerminationState.PROPOSED).exists():
        raise wrong_state(NOT_TERMINATED, "已有终止建议待复核", "a proposal waits already")
    row = Termination.objects.create(
        contract=current, cause=cause, reason=stated(NOT_TERMINATED, reason), **act(by, at)
    )
    told = {"cause": cause.value, "reason": row.reason}
    record(by=by, at=at, command="propose_termination", target=current, payload=told)
    return row


@transaction.atomic
def confirm_termination(
    *, by: Actor, at: datetime, termination: Termination, reason: str
) -> Termination:
    """A treasurer other than the proposer ends the project: open tranches are released.

    Where the team was diligent its file of diligence is made from the audit trail at once.
    """
    row = _proposed(by, termination)
    _refuse_unclean(row.contract, Cause(row.cause))
    first = (row.by_id, row.by_name)
    contract = stop_contract(by, at, row.contract, ContractState.TERMINATED, first, row.reason)
    _decided(by, at, row, TerminationState.CONFIRMED, reason)
    if row.cause in EXEMPT_CAUSES:
        make_exemption_file(by=by, at=at, contract=contract)
    return row


@transaction.atomic
def decline_termination(
    *, by: Actor, at: datetime, termination: Termination, reason: str
) -> Termination:
    """The project goes on."""
    return _decided(by, at, _proposed(by, termination), TerminationState.DECLINED, reason)


def _proposed(by: Actor, termination: Termination) -> Termination:
    require(can_approve(by), Text("复核终止", "decide on a termination"))
    row = locked(termination)
    require_state(NOT_TERMINATED, row, TerminationState, TerminationState.PROPOSED)
    refuse_same(NOT_TERMINATED, by, row.by_id, row.by_name)
    return row


def _decided(
    by: Actor, at: datetime, row: Termination, state: TerminationState, reason: str
) -> Termination:
    given = stated(NOT_TERMINATED, reason)
    write_down(row, state=state, decision_reason=given, **signature("decided", by, at))
    told = {"cause": row.cause, "state": state.value, "reason": given}
    record(by=by, at=at, command="decide_termination", target=row.contract, payload=told)
    return row


def _refuse_unclean(contract: Contract, cause: Cause) -> None:
    if cause in EXEMPT_CAUSES and listed_fen(contract):
        raise wrong_state(
            NOT_TERMINATED,
            "存在未退回的负面清单支出，不能认定为勤勉尽责",
            "money spent on the negative list is not repaid; this was not diligent",
            Text("请先追缴，或以违规原因提出终止", "Have it repaid, or name misconduct as cause"),
        )
