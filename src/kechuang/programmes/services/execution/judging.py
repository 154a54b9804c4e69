"""What the bureau makes of a report: scores, and orders to mend."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.programmes.models.execution import Milestone, MilestoneReport, StageScore
from kechuang.programmes.models.execution import Rectification as Order
from kechuang.programmes.powers_of_execution import can_prepare, can_score
from kechuang.programmes.refusals_of_execution import NOT_ACCEPTED, NOT_SCORED
from kechuang.programmes.selectors.execution.stages import Stage, waited_for
from kechuang.programmes.services.execution.signing import act, write_down
from kechuang.programmes.services.execution.standing import milestone_under_lock, require_state
from kechuang.programmes.states_of_execution import MilestoneState

HIGHEST_SCORE = 100
ASK_EXPERTS = Text("请等待专家评分，或邀请其他专家", "Wait for the experts, or invite others")


@transaction.atomic
def score_milestone(
    *, by: Actor, at: datetime, milestone: Milestone, score: int, comment: str
) -> StageScore:
    """One judge's score (0–100) of the report that waits; once per judge, never changed."""
    current = milestone_under_lock(NOT_SCORED, milestone)
    require(can_score(by, current.contract), Text("阶段评分", "score a milestone"))
    require_state(NOT_SCORED, current, MilestoneState, MilestoneState.REPORTED)
    require_score(score)
    report = latest_report(current)
    refuse_invited(Stage(report=report))
    if StageScore.objects.filter(report=report, by_id=by.account_id, by_name=_name(by)).exists():
        raise wrong_state(NOT_SCORED, "您已评过分", "you scored this report before")
    row = StageScore.objects.create(
        report=report, score=score, comment=stated(NOT_SCORED, comment), **act(by, at)
    )
    told = {"milestone": current.position, "report": report.position, "score": score,
            "comment": row.comment}  # fmt: skip
    record(by=by, at=at, command="score_milestone", target=current, payload=told)
    return row


@transaction.atomic
def order_rectification(
    *, by: Actor, at: datetime, milestone: Milestone, reason: str, due_on: date
) -> Order:
    """Send a report back to be mended until ``due_on``; a first consent given falls with it."""
    current = milestone_under_lock(NOT_ACCEPTED, milestone)
    require(can_prepare(by), Text("责令限期整改", "order rectification"))
    open_states = (MilestoneState.REPORTED, MilestoneState.RECOMMENDED)
    require_state(NOT_ACCEPTED, current, MilestoneState, *open_states)
    if due_on <= localdate(at):
        raise invalid(NOT_ACCEPTED, "整改期限已过", "the day set for it has passed")
    order = Order.objects.create(
        report=latest_report(current),
        reason=stated(NOT_ACCEPTED, reason),
        due_on=due_on,
        **act(by, at),
    )
    write_down(
        current,
        state=MilestoneState.RECTIFYING,
        rectify_by_on=due_on,
        recommended_by_id=None,
        recommended_by_name="",
        recommended_at=None,
    )
    told = {"milestone": current.position, "reason": order.reason, "due_on": due_on.isoformat()}
    record(by=by, at=at, command="order_rectification", target=current, payload=told)
    return order


def latest_report(milestone: Milestone) -> MilestoneReport:
    report: MilestoneReport = milestone.reports.order_by("-position")[0]
    report.milestone = milestone
    return report


def refuse_invited(stage: Stage) -> None:
    """Where experts were invited, they alone score the stage."""
    if stage.invitations.exists():
        raise wrong_state(
            NOT_SCORED, "本阶段由受邀专家评分", "invited experts score the stage", ASK_EXPERTS
        )


def refuse_waiting(what: Text, stage: Stage) -> None:
    """Nothing is decided while an invited expert may still score."""
    if count := waited_for(stage):
        raise wrong_state(
            what,
            f"还有 {count} 位受邀专家没有评分",
            f"{count} invited experts have not scored",
            Text("请等待评分，或先截止评分", "Wait for them, or end the scoring first"),
        )


def require_score(score: int) -> None:
    if not 0 <= score <= HIGHEST_SCORE:
        raise invalid(NOT_SCORED, "得分应为 0 至 100", "a score is 0 to 100")


def _name(by: Actor) -> str:
    return by.name if by.account_id is None else ""
