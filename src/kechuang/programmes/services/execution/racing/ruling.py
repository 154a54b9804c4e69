"""What a gate decides: proposed by one person, closed by another; a lane that is out is paid no
more, and the others go on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated, wrong_state
from kechuang.engines.panel import LaneFate
from kechuang.programmes.models.execution import Contract, Gate, LaneRuling
from kechuang.programmes.powers_of_execution import can_approve, can_prepare
from kechuang.programmes.refusals_of_execution import NOT_RULED
from kechuang.programmes.selectors.execution.lanes import (
    exact_points,
    lane_fates,
    lanes_at,
    outcome_of,
)
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services.execution.ending.stopping import stop_contract
from kechuang.programmes.services.execution.judging import refuse_waiting
from kechuang.programmes.services.execution.signing import act, refuse_same, signature, write_down
from kechuang.programmes.services.execution.standing import locked, require_state
from kechuang.programmes.states_of_execution import ContractState, GateState, LaneOutcome


@transaction.atomic
def propose_gate(*, by: Actor, at: datetime, gate: Gate) -> Gate:
    """Let the rule of the gate judge the scores; no more scores are taken until it is decided."""
    require(can_prepare(by), Text("拟定考核结果", "propose what a gate decides"))
    current = locked(gate)
    require_state(NOT_RULED, current, GateState, GateState.OPEN)
    refuse_waiting(NOT_RULED, Stage(gate=current))
    proposal = [_told(current, lane, fate) for lane, fate in _judged(current)]
    write_down(
        current, state=GateState.PROPOSED, proposal=proposal, **signature("proposed", by, at)
    )
    record(by=by, at=at, command="propose_gate", target=current, payload={"lanes": proposal})
    return current


@transaction.atomic
def return_gate(*, by: Actor, at: datetime, gate: Gate, reason: str) -> Gate:
    """Send a proposal back for more scores."""
    require(can_approve(by), Text("退回考核结果", "return what a gate decides"))
    current = locked(gate)
    require_state(NOT_RULED, current, GateState, GateState.PROPOSED)
    given = stated(NOT_RULED, reason)
    write_down(current, state=GateState.OPEN, proposal=[])
    record(by=by, at=at, command="return_gate", target=current, payload={"reason": given})
    return current


@transaction.atomic
def close_gate(*, by: Actor, at: datetime, gate: Gate) -> Gate:
    """A treasurer other than the proposer lets it stand: rulings are written, lanes that are out
    lose their open milestones and tranches. Refused where the rule says otherwise by now."""
    require(can_approve(by), Text("复核考核结果", "close a gate"))
    current = locked(gate)
    first = (current.proposed_by_id, current.proposed_by_name)
    require_state(NOT_RULED, current, GateState, GateState.PROPOSED)
    refuse_same(NOT_RULED, by, *first)
    judged = _judged(current)
    if [_told(current, lane, fate) for lane, fate in judged] != current.proposal:
        raise wrong_state(NOT_RULED, "拟定后情况有变", "things changed since it was proposed")
    write_down(current, state=GateState.CLOSED, **signature("closed", by, at))
    told = {"gate": current.number, "attempt": current.attempt, "lanes": current.proposal}
    record(by=by, at=at, command="close_gate", target=current, payload=told)
    for lane, fate in judged:
        _rule(by, at, current, lane, fate)
    return current


def _judged(gate: Gate) -> list[tuple[Contract, LaneFate]]:
    return list(zip(lanes_at(gate), lane_fates(gate), strict=True))


def _rule(by: Actor, at: datetime, gate: Gate, lane: Contract, fate: LaneFate) -> None:
    told = _told(gate, lane, fate)
    ruling = LaneRuling.objects.create(
        gate=gate,
        contract=lane,
        outcome=told["outcome"],
        reason=told["reason"]["zh"],
        reason_en=told["reason"]["en"],
        letter=_letter(gate, lane, told, at),
        **act(by, at),
    )
    if ruling.outcome == LaneOutcome.ELIMINATED:
        first = (gate.proposed_by_id, gate.proposed_by_name)
        stop_contract(by, at, lane, ContractState.ELIMINATED, first, ruling.reason)


def _told(gate: Gate, lane: Contract, fate: LaneFate) -> dict[str, Any]:
    return {
        "contract": lane.number,
        "outcome": outcome_of(gate, lane, fate).value,
        "points": exact_points(fate),
        "reason": fate.reason._asdict(),
    }


def _letter(gate: Gate, lane: Contract, told: dict[str, Any], at: datetime) -> dict[str, Any]:
    """What the letter to the team says; filled into the round's template."""
    return told | {
        "title": lane.title,
        "party": lane.party.name,
        "item": gate.item.title,
        "gate": gate.number,
        "attempt": gate.attempt,
        "floor": gate.floor,
        "decided_on": localdate(at).isoformat(),
    }
