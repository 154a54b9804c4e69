"""What a running project knows for the guards of its procedure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from kechuang.cases.models import Case
from kechuang.engines.flow import Value
from kechuang.ledger.states import Condition
from kechuang.programmes.models import Award
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.selectors.execution import lanes
from kechuang.programmes.selectors.execution.money import listed_fen
from kechuang.programmes.states import WON
from kechuang.programmes.states_of_execution import ContractState, MilestoneState

EXECUTION_FACTS = ("contracts_in_force", "extensions_taken", "gates_passed", "listed_expense")


def contracts_of(case: Case) -> QuerySet[Contract]:
    """The contract of a lane's case; of an item's case those of all its lanes."""
    contracts = Contract.objects.in_play().filter(Q(case=case) | Q(item__case=case))
    return contracts.select_related("item", "case").order_by("lane")


def contract_of(case: Case) -> Contract | None:
    """The contract of a case; of a race the lane that won, else the first that is not out."""
    return _foremost(contracts_of(case))


def execution_facts(case: Case, at: datetime) -> Mapping[str, Value]:
    """``contracts_in_force`` of an awarded item; ``extensions_taken``, ``gates_passed`` and
    ``listed_expense`` (fen) of the procedure ``challenge`` once there is a contract."""
    contracts = list(contracts_of(case))
    told, contract = _in_force(case, contracts), _foremost(contracts)
    if contract is None:
        return told
    return told | {
        "extensions_taken": contract.extensions_taken,
        "gates_passed": gates_passed(contract),
        "listed_expense": listed_fen(contract),
    }


def _foremost(contracts: Iterable[Contract]) -> Contract | None:
    standing = [one for one in contracts if one.state != ContractState.ELIMINATED]
    won = (one for one in standing if one.case and one.case.state == WON)
    return next(won, None) or next(iter(standing), None)


def _in_force(case: Case, contracts: Iterable[Contract]) -> dict[str, Value]:
    """Whether every award that is granted money has its contract in force; unknown before there
    is an award."""
    awarded = Award.objects.filter(item__need__case=case).values_list("grant_fen", flat=True)
    if not awarded:
        return {}
    concluded = sum(one.grant_id is not None for one in contracts)
    return {"contracts_in_force": concluded >= sum(grant_fen > 0 for grant_fen in awarded)}


def gates_passed(contract: Contract) -> int:
    """Of a race the gates that promoted the lane, all of them only once it has won; otherwise the
    stage milestones accepted."""
    if contract.item.is_race:
        return _gates_of_a_lane(contract)
    stages = contract.milestones.filter(condition=Condition.MILESTONE)
    return stages.filter(state=MilestoneState.ACCEPTED).count()


def _gates_of_a_lane(contract: Contract) -> int:
    """A race run as cases is over when a lane's case says so, be it before the last gate."""
    passed, wanted = lanes.gates_passed(contract), contract.item.stage_gates
    if contract.case is None or contract.case_id == contract.item.case_id:
        return passed
    return wanted if contract.case.state == WON else min(passed, wanted - 1)
