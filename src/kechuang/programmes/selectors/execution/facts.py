"""What a running project knows for the guards of its procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kechuang.cases.models import Case
from kechuang.engines.flow import Value
from kechuang.ledger.states import Condition
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.selectors.execution import lanes
from kechuang.programmes.selectors.execution.money import listed_fen
from kechuang.programmes.states_of_execution import ContractState, MilestoneState


def contract_of(case: Case) -> Contract | None:
    """The contract of a case; where one case has all lanes of a race, the first not out."""
    contracts = Contract.objects.filter(case=case).select_related("item")
    return contracts.exclude(state=ContractState.ELIMINATED).order_by("lane").first()


def execution_facts(case: Case, at: datetime) -> Mapping[str, Value]:
    """``extensions_taken``, ``gates_passed`` and ``listed_expense`` (fen) of the procedure
    ``challenge``; nothing before there is a contract."""
    contract = contract_of(case)
    if contract is None:
        return {}
    return {
        "extensions_taken": contract.extensions_taken,
        "gates_passed": gates_passed(contract),
        "listed_expense": listed_fen(contract),
    }


def gates_passed(contract: Contract) -> int:
    """Of a race the gates that promoted the lane, otherwise the stage milestones accepted."""
    if contract.item.is_race:
        return lanes.gates_passed(contract)
    stages = contract.milestones.filter(condition=Condition.MILESTONE)
    return stages.filter(state=MilestoneState.ACCEPTED).count()
