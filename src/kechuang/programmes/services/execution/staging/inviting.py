"""Inviting named experts of the register to judge a stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.accounts.selectors import actor_of
from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.base.roles import Role
from kechuang.programmes.models.execution import LaneScore, StageInvitation, StageScore
from kechuang.programmes.refusals_of_execution import (
    CHOOSE_ANOTHER,
    NOT_INVITED,
    expert_refused,
    in_conflict,
)
from kechuang.programmes.selectors.execution.stage_conflicts import (
    Stake,
    stage_conflicts,
    stake_in,
)
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services.execution.signing import signature
from kechuang.programmes.services.execution.staging.locking import can_run, stage_under_lock
from kechuang.reviews.models import Expert
from kechuang.reviews.states import ExpertState


@transaction.atomic
def invite_experts(
    *, by: Actor, at: datetime, stage: Stage, experts: Sequence[Expert]
) -> tuple[StageInvitation, ...]:
    """Ask confirmed experts with an account to judge ``stage``; all of them or none.

    Refuses anybody in conflict with any lane, with every reason, whoever was asked before, and a
    stage that the bureau has begun to score itself.
    """
    require(can_run(by, stage), Text("邀请专家评分", "invite experts to judge"))
    current = stage_under_lock(NOT_INVITED, stage)
    _refuse_begun(current)
    if not experts:
        raise invalid(NOT_INVITED, "没有选择专家", "no expert was chosen", CHOOSE_ANOTHER)
    stake = stake_in(current, localdate(at))
    return tuple(_invited(by, at, current, stake, expert) for expert in experts)


def _invited(
    by: Actor, at: datetime, stage: Stage, stake: Stake, expert: Expert
) -> StageInvitation:
    _refuse_unfit(expert, at)
    if stage.invitations.filter(expert=expert).exists():
        raise expert_refused(NOT_INVITED, expert.name, Text("已经邀请过", "was asked before"))
    if grounds := stage_conflicts(stake, expert):
        raise expert_refused(NOT_INVITED, expert.name, in_conflict([one.told for one in grounds]))
    invitation = StageInvitation.objects.create(
        expert=expert, gate=stage.gate, report=stage.report, **signature("invited", by, at)
    )
    payload = {"expert": expert.pk, "lanes": [lane.number for lane in stage.lanes]}
    record(by=by, at=at, command="invite_expert", target=invitation, payload=payload)
    return invitation


def _refuse_unfit(expert: Expert, at: datetime) -> None:
    if expert.state != ExpertState.CONFIRMED:
        raise expert_refused(
            NOT_INVITED, expert.name, Text("不在可用专家库中", "is not confirmed in the register")
        )
    account = expert.account
    if account is None or not actor_of(account, on=localdate(at)).has_role(Role.EXPERT):
        raise expert_refused(
            NOT_INVITED, expert.name, Text("没有专家账号", "has no account as an expert")
        )


def _refuse_begun(stage: Stage) -> None:
    """Experts judge a stage, or the bureau does; a mixture would be neither."""
    given = (
        LaneScore.objects.filter(gate=stage.gate)
        if stage.gate
        else StageScore.objects.filter(report=stage.report)
    )
    if not stage.invitations.exists() and given.exists():
        raise wrong_state(
            NOT_INVITED, "本阶段已由主管部门评分", "the bureau has begun to score it itself"
        )
