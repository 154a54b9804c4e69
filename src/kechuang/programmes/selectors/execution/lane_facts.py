"""What a lane knows for the guards of its procedure ``challenge-lane``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from kechuang.cases.models import Case
from kechuang.engines.flow import Value
from kechuang.programmes.models.execution import AwardedItem, Contract, Gate, LaneRuling
from kechuang.programmes.selectors.execution.lanes import standing_lanes
from kechuang.programmes.selectors.execution.money import listed_fen, milestone_fen
from kechuang.programmes.states import APPEAL, HOLD_BACK, PROMOTE
from kechuang.programmes.states_of_execution import GateState, LaneOutcome

LANE_FACTS = (
    "appeals_taken",
    "start_is_equal",
    "lanes_standing",
    "listed_expense",
    "fewest_reports",
    "gates_left",
    "hold_backs",
    "gate_decision",
)


def lane_facts(case: Case, at: datetime) -> Mapping[str, Value]:
    """Facts of the lane's case; what no gate has decided yet is left out, never guessed."""
    contract = Contract.objects.in_play().filter(case=case).select_related("item").first()
    if contract is None:
        return {}
    told: dict[str, Value] = {
        "appeals_taken": case.steps.filter(event=APPEAL).count(),
        "start_is_equal": starts_equal(contract.item),
        "lanes_standing": len(standing_lanes(contract.item)),
        "listed_expense": listed_fen(contract),
    }
    return told | _at_the_last_gate(case, contract)


def starts_equal(item: AwardedItem) -> bool:
    """Whether every lane of the item is there and begins with the same money."""
    contracts = list(item.contracts.in_play())
    starts = {milestone_fen(contract)[0] for contract in contracts}
    return len(contracts) == item.lanes_wanted and len(starts) == 1


def _at_the_last_gate(case: Case, contract: Contract) -> dict[str, Value]:
    gate = _last_gate(contract)
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
    if last is not None and last.outcome != LaneOutcome.UNDECIDED and not _is_acted_on(case, last):
        told["gate_decision"] = last.outcome
    return told


def _last_gate(contract: Contract) -> Gate | None:
    """The last gate that judged the lane; another one may be open for lanes held back."""
    gates = Gate.objects.filter(item=contract.item_id).order_by("number", "attempt")
    judged = gates.filter(Q(rulings__contract=contract) | Q(scores__contract=contract))
    return judged.last() or gates.last()


def _is_acted_on(case: Case, last: LaneRuling) -> bool:
    """Whether the case took its step for the last ruling already: each is acted on once, and the
    next gate decides anew. A lane that is out stays so."""
    if last.outcome == LaneOutcome.ELIMINATED:
        return False
    told = LaneRuling.objects.filter(
        contract=last.contract_id,
        gate__state=GateState.CLOSED,
        outcome__in=(LaneOutcome.PROMOTED, LaneOutcome.HELD_BACK),
    )
    acted = case.steps.filter(event__in=(PROMOTE, HOLD_BACK), waiting_for=0)
    return acted.count() >= told.count()
