"""What a lane knows for the guards of its procedure ``challenge-lane``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kechuang.cases.models import Case
from kechuang.engines.flow import Value
from kechuang.programmes.models.execution import AwardedItem, Contract, Gate, LaneRuling
from kechuang.programmes.selectors.execution.lanes import standing_lanes
from kechuang.programmes.selectors.execution.money import listed_fen, milestone_fen
from kechuang.programmes.states_of_execution import GateState, LaneOutcome


def lane_facts(case: Case, at: datetime) -> Mapping[str, Value]:
    """Facts of the lane's case; what no gate has decided yet is left out, never guessed."""
    contract = Contract.objects.filter(case=case).select_related("item").first()
    if contract is None:
        return {}
    told: dict[str, Value] = {
        "start_is_equal": starts_equal(contract.item),
        "lanes_standing": len(standing_lanes(contract.item)),
        "listed_expense": listed_fen(contract),
    }
    return told | _at_the_last_gate(contract)


def starts_equal(item: AwardedItem) -> bool:
    """Whether every lane of the item is there and begins with the same money."""
    contracts = list(item.contracts.all())
    starts = {milestone_fen(contract)[0] for contract in contracts}
    return len(contracts) == item.lanes_wanted and len(starts) == 1


def _at_the_last_gate(contract: Contract) -> dict[str, Value]:
    gate = Gate.objects.filter(item=contract.item_id).order_by("number", "attempt").last()
    if gate is None:
        return {}
    rulings = LaneRuling.objects.filter(contract=contract, gate__state=GateState.CLOSED)
    last = rulings.order_by("gate__number", "gate__attempt").last()
    held = rulings.filter(outcome=LaneOutcome.HELD_BACK)
    earlier = held.exclude(pk=last.pk) if last else held
    told: dict[str, Value] = {
        "fewest_reports": gate.scores.filter(contract=contract).count(),
        "gates_left": contract.item.stage_gates - gate.number,
        "hold_backs": earlier.count(),
    }
    if last is not None and last.outcome != LaneOutcome.UNDECIDED:
        told["gate_decision"] = last.outcome
    return told
