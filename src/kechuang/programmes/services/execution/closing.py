"""The end of a contract that was accepted as a whole."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.selectors.execution.calendar import months_later
from kechuang.programmes.selectors.execution.readiness import latest_panel_opinion
from kechuang.programmes.services.execution.signing import write_down
from kechuang.programmes.states_of_execution import ContractState


def close(by: Actor, at: datetime, contract: Contract) -> None:
    """Close a contract whose completion was just accepted; its evaluation falls due later."""
    due_on = months_later(localdate(at), contract.item.evaluated_after_months)
    write_down(contract, state=ContractState.CLOSED, ended_at=at, evaluation_due_on=due_on)
    opinion = latest_panel_opinion(contract)
    told = {
        "number": contract.number,
        "grade": opinion.grade if opinion else "",
        "evaluation_due_on": due_on.isoformat(),
    }
    record(by=by, at=at, command="close_contract", target=contract, payload=told)
