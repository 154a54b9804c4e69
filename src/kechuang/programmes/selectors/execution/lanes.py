"""Lanes of a race: who is judged at a gate, what its scores say, who still runs."""

from __future__ import annotations

from fractions import Fraction

from kechuang.engines.panel import Criterion, GateRule, LaneFate, Report, Scheme, decide_gate
from kechuang.engines.wording import Text
from kechuang.programmes.models.execution import AwardedItem, Contract, Gate, LaneRuling
from kechuang.programmes.states_of_execution import (
    WAITING_OUTCOMES,
    WHOLE_BP,
    ContractState,
    GateState,
    LaneOutcome,
)

WHOLE = Criterion("whole", Text("阶段目标完成情况", "stage goals reached"), WHOLE_BP)


def lanes_at(gate: Gate) -> list[Contract]:
    """Running lanes judged at ``gate``: all of them first, later those it left waiting.

    A lane that an earlier gate did not promote is not judged at a later one.
    """
    running = Contract.objects.filter(item=gate.item, state=ContractState.RUNNING)
    return [lane for lane in running.order_by("lane") if _is_due(gate, lane)]


def lane_fates(gate: Gate) -> tuple[LaneFate, ...]:
    """What the panel engine's rule says of each lane from the scores given so far."""
    scheme = Scheme((WHOLE,), least_reports=gate.reports_wanted)
    rule = GateRule(
        kept=gate.kept or None,
        floor=gate.floor,
        held_from=gate.held_from,
        do_ties_wait=gate.do_ties_wait,
    )
    lanes = lanes_at(gate)
    reports = [
        Report.of(row.contract.number, f"{row.by_id}{row.by_name}", {WHOLE.id: row.score})
        for row in gate.scores.filter(contract__in=lanes).select_related("contract")
    ]
    return decide_gate([lane.number for lane in lanes], scheme, scheme.score(reports), rule)


def outcome_of(gate: Gate, contract: Contract, fate: LaneFate) -> LaneOutcome:
    """The fate, where a lane held back too often is out; the undecided never are."""
    outcome = LaneOutcome(fate.fate.value)
    held = LaneRuling.objects.filter(
        contract=contract, gate__number=gate.number, outcome=LaneOutcome.HELD_BACK
    )
    if outcome == LaneOutcome.HELD_BACK and held.count() >= gate.hold_backs_allowed:
        return LaneOutcome.ELIMINATED
    return outcome


def standing_lanes(item: AwardedItem) -> list[Contract]:
    """Lanes neither out nor ended."""
    return list(item.contracts.filter(state=ContractState.RUNNING).order_by("lane"))


def gates_passed(contract: Contract) -> int:
    """The fact ``gates_passed`` of a lane: stage gates at which it was promoted."""
    promoted = LaneRuling.objects.filter(
        contract=contract, outcome=LaneOutcome.PROMOTED, gate__state=GateState.CLOSED
    )
    return promoted.values("gate__number").distinct().count()


def exact_points(fate: LaneFate) -> str:
    """The mean as a decimal with two places; empty where it is not known."""
    if fate.standing is None:
        return ""
    points: Fraction = fate.standing.score
    return f"{round(points * 100) // 100}.{round(points * 100) % 100:02d}"


def _is_due(gate: Gate, lane: Contract) -> bool:
    rulings = LaneRuling.objects.filter(contract=lane)
    if gate.attempt > 1:
        last = rulings.filter(gate__number=gate.number).order_by("-gate__attempt").first()
        return last is not None and last.outcome in WAITING_OUTCOMES
    passed = rulings.filter(outcome=LaneOutcome.PROMOTED, gate__number=gate.number - 1)
    return gate.number == 1 or passed.exists()
