"""What steps of the procedure ``challenge-lane`` bring about: money behind gates, and the winner.

Each runs inside the step's own transaction; a Refusal takes the step back. Money itself moves
where two people accept a milestone: a step only stands on that.
"""

from __future__ import annotations

from datetime import datetime

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, wrong_state
from kechuang.cases.models import Case, Participant
from kechuang.cases.selectors import settled_options
from kechuang.cases.services import dismiss_participant
from kechuang.engines.flow import Effect
from kechuang.programmes.models import ListedItem
from kechuang.programmes.models.execution import Contract, Milestone
from kechuang.programmes.refusals_of_execution import NOT_RULED, NOT_TERMINATED
from kechuang.programmes.selectors.contents import number_of
from kechuang.programmes.selectors.execution.lanes import gates_passed
from kechuang.programmes.selectors.race_plans import gate_rows
from kechuang.programmes.states import LEADER, PROMOTE
from kechuang.programmes.states_of_execution import ContractState, MilestoneState

BP_PER_PERCENT = 100
STOPPED = (ContractState.ELIMINATED, ContractState.TERMINATED)


def pay_start(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """A lane starts once two people accepted its first milestone, which pays what the round pays
    at the start."""
    share = effect.parameters["share"]
    if not isinstance(share, int):
        raise TypeError("share")
    if share == 0:
        return
    first = _lane(case).milestones.order_by("position")[0]
    _refuse_other_share(first, share)
    if first.state != MilestoneState.ACCEPTED:
        raise wrong_state(
            NOT_RULED,
            "启动节点尚未由两人验收，启动经费不能拨付",
            "two people have not accepted the start; its money cannot be paid",
            Text("请先验收启动里程碑", "Accept the milestone of the start first"),
        )


def pay_gate(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """A lane is promoted once for each gate that two people closed in its favour; behind the gate
    lies what the round pays for it."""
    lane = _lane(case)
    number = case.steps.filter(event=PROMOTE, waiting_for=0).count()
    if number > gates_passed(lane):
        raise wrong_state(
            NOT_RULED,
            f"第 {number} 次阶段考核尚未由两人定论，经费不能拨付",
            f"two people have not decided gate {number}; its money cannot be paid",
            Text("请先完成本次考核", "Close the gate first"),
        )
    row = gate_rows(settled_options(case.round))[number - 1]
    _refuse_other_share(lane.milestones.get(gate=number), int(number_of(row["share"])))


def tell_item(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """The item learns who won: from now on the winner's team alone leads it."""
    lane = _lane(case)
    item = ListedItem.objects.get(need__case=lane.item.case_id)
    leaders = Participant.objects.filter(case=item.case, role=LEADER, until__isnull=True)
    for other in leaders.filter(party__isnull=False).exclude(party=lane.party):
        dismiss_participant(by=by, at=at, participant=other)
    payload = {"item": item.number, "contract": lane.number, "lane": lane.lane}
    record(by=by, at=at, command="tell_winner", target=item, payload=payload)


def settle_lane(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """The step that ends a lane stands only on a gate or a termination that two people decided."""
    contract = Contract.objects.in_play().filter(case=case).first()
    if contract is None or contract.state not in STOPPED:
        raise wrong_state(
            NOT_TERMINATED,
            "出局或终止尚未由两人决定，经费未停拨",
            "two people have not decided that the lane ends; its money is not stopped",
        )


def _lane(case: Case) -> Contract:
    lane = Contract.objects.in_play().filter(case=case).select_related("item").first()
    if lane is None:
        raise wrong_state(NOT_RULED, "该赛道没有任务书", "the lane has no contract")
    return lane


def _refuse_other_share(milestone: Milestone, percent: int) -> None:
    if milestone.share_bp != percent * BP_PER_PERCENT:
        raise wrong_state(
            NOT_RULED,
            f"里程碑“{milestone.goal}”拨付 {milestone.share_bp / 100:.2f}%，本轮规定 {percent}%",
            f"“{milestone.goal}” pays {milestone.share_bp / 100:.2f} %, the round {percent} %",
        )
