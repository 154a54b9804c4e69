"""Accepting a milestone: one person consents, another accepts, and its tranche is payable.

No other path pays a tranche of a contract: the ledger asks ``tranche_condition`` before it accepts
one, and a trigger of the database refuses what would pass that by.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Avg

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Refusal, Text, invalid, require, wrong_state
from kechuang.ledger.models import Tranche
from kechuang.ledger.services import accept_tranche
from kechuang.ledger.states import Condition
from kechuang.programmes.models.execution import LaneRuling, Milestone
from kechuang.programmes.powers_of_execution import can_approve, can_prepare
from kechuang.programmes.refusals_of_execution import NOT_ACCEPTED
from kechuang.programmes.selectors.execution.readiness import closing_gaps
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services.execution.closing import close
from kechuang.programmes.services.execution.instalments import refuse_early_instalment
from kechuang.programmes.services.execution.judging import latest_report, refuse_waiting
from kechuang.programmes.services.execution.signing import (
    refuse_same,
    signature,
    warrant_for,
    write_down,
)
from kechuang.programmes.services.execution.standing import milestone_under_lock, require_state
from kechuang.programmes.states_of_execution import GateState, LaneOutcome, MilestoneState


@transaction.atomic
def recommend_milestone(*, by: Actor, at: datetime, milestone: Milestone) -> Milestone:
    """A clerk consents to a reported milestone whose condition is met."""
    require(can_prepare(by), Text("初核里程碑", "consent to a milestone"))
    current = milestone_under_lock(NOT_ACCEPTED, milestone)
    require_state(NOT_ACCEPTED, current, MilestoneState, MilestoneState.REPORTED)
    refuse_waiting(NOT_ACCEPTED, Stage(report=latest_report(current)))
    _refuse_unmet(current)
    write_down(current, state=MilestoneState.RECOMMENDED, **signature("recommended", by, at))
    told = {"milestone": current.position, "report": latest_report(current).position}
    record(by=by, at=at, command="recommend_milestone", target=current, payload=told)
    return current


@transaction.atomic
def accept_milestone(
    *, by: Actor, at: datetime, milestone: Milestone, acceptance: str
) -> Milestone:
    """A treasurer other than who consented accepts under document ``acceptance``.

    The tranche of the milestone becomes payable in the same transaction; the completion closes
    the contract. Refused a second time, without consent, and while anything is missing.
    """
    require(can_approve(by), Text("复核里程碑", "accept a milestone"))
    current = milestone_under_lock(NOT_ACCEPTED, milestone)
    first = (current.recommended_by_id, current.recommended_by_name)
    require_state(NOT_ACCEPTED, current, MilestoneState, MilestoneState.RECOMMENDED)
    refuse_same(NOT_ACCEPTED, by, *first)
    _refuse_unmet(current)
    if not acceptance.strip():
        raise invalid(NOT_ACCEPTED, "没有验收文号", "the acceptance document is missing")
    write_down(
        current,
        state=MilestoneState.ACCEPTED,
        acceptance=acceptance.strip(),
        **signature("accepted", by, at),
    )
    if current.tranche is not None:
        warrant = warrant_for(current, "accept_tranche", first, by, at)
        accept_tranche(warrant=warrant, tranche=current.tranche, acceptance=current.acceptance)
    told = {"milestone": current.position, "acceptance": current.acceptance}
    record(by=by, at=at, command="accept_milestone", target=current, payload=told)
    if current.is_completion:
        close(by, at, current.contract)
    return current


def tranche_condition(tranche: Tranche) -> Refusal | None:
    """Why the ledger may not accept ``tranche``: it belongs to a milestone not accepted yet."""
    milestone = Milestone.objects.filter(tranche=tranche).first()
    if milestone is None or milestone.state == MilestoneState.ACCEPTED:
        return None
    return wrong_state(
        NOT_ACCEPTED,
        f"该节点属于任务书里程碑“{milestone.goal}”，尚未由两人验收",
        f"the tranche belongs to the milestone “{milestone.goal}”, which two people have not "
        "accepted yet",
        Text("请先在项目中验收该里程碑", "Accept the milestone in its project first"),
    )


def _refuse_unmet(milestone: Milestone) -> None:
    _refuse_low_score(milestone)
    _refuse_before_gate(milestone)
    refuse_early_instalment(milestone)
    gaps = closing_gaps(milestone.contract) if milestone.is_completion else []
    if gaps:
        raise wrong_state(
            NOT_ACCEPTED,
            "；".join(gap.zh for gap in gaps),
            "; ".join(gap.en for gap in gaps),
            Text("请补齐后再验收", "Complete it and accept then"),
        )


def _refuse_low_score(milestone: Milestone) -> None:
    if not milestone.pass_score or milestone.condition == Condition.CONTRACT:
        return
    mean = latest_report(milestone).scores.aggregate(mean=Avg("score"))["mean"]
    if mean is None:
        raise wrong_state(NOT_ACCEPTED, "尚无阶段评分", "it has no stage score yet")
    if mean < milestone.pass_score:
        raise wrong_state(
            NOT_ACCEPTED,
            f"阶段评分平均 {mean:.1f}，低于合格分 {milestone.pass_score}",
            f"its mean stage score is {mean:.1f}, below {milestone.pass_score}",
            Text("请责令整改或按程序终止", "Order rectification, or end the project"),
        )


def _refuse_before_gate(milestone: Milestone) -> None:
    if not milestone.gate or not milestone.contract.item.is_race:
        return
    passed = LaneRuling.objects.filter(
        contract=milestone.contract,
        gate__number=milestone.gate,
        gate__state=GateState.CLOSED,
        outcome=LaneOutcome.PROMOTED,
    )
    if not passed.exists():
        raise wrong_state(
            NOT_ACCEPTED,
            f"本队尚未通过第 {milestone.gate} 次阶段考核",
            f"the lane has not passed stage gate {milestone.gate}",
        )
