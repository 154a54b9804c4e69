"""Opening a stage gate, and scoring lanes at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.programmes.models.execution import AwardedItem, Contract, Gate, LaneScore
from kechuang.programmes.powers_of_execution import can_prepare, can_score
from kechuang.programmes.refusals_of_execution import NOT_RULED, NOT_SCORED
from kechuang.programmes.selectors.execution.lanes import lanes_at
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services.execution.judging import refuse_invited, require_score
from kechuang.programmes.services.execution.signing import act, system_name
from kechuang.programmes.services.execution.standing import locked, require_state
from kechuang.programmes.states_of_execution import GateState


@dataclass(frozen=True)
class GateTerms:
    """The round's options for one gate; points are 0–100, see ``Gate``."""

    number: int
    due_on: date
    floor: int
    held_from: int
    kept: int = 0
    hold_backs_allowed: int = 1
    do_ties_wait: bool = False
    reports_wanted: int = 3


@transaction.atomic
def open_gate(*, by: Actor, at: datetime, item: AwardedItem, terms: GateTerms) -> Gate:
    """Open a gate for the lanes still to be judged at it; another attempt for those held back."""
    require(can_prepare(by), Text("开设阶段考核", "open a stage gate"))
    current = locked(item)
    _check(current, terms)
    earlier = Gate.objects.filter(item=current, number=terms.number).order_by("-attempt").first()
    if earlier is not None and earlier.state != GateState.CLOSED:
        raise wrong_state(NOT_RULED, "上一轮考核尚未结束", "the earlier attempt is not closed")
    gate = Gate.objects.create(
        item=current, attempt=earlier.attempt + 1 if earlier else 1, **vars(terms)
    )
    if not lanes_at(gate):
        raise wrong_state(NOT_RULED, "没有需要考核的队伍", "no lane is to be judged")
    told = {"gate": gate.number, "attempt": gate.attempt, "floor": gate.floor, "kept": gate.kept}
    record(by=by, at=at, command="open_gate", target=gate, payload=told)
    return gate


@transaction.atomic
def score_lane(
    *, by: Actor, at: datetime, gate: Gate, contract: Contract, score: int, comment: str
) -> LaneScore:
    """One judge's score of one lane; once per judge, never changed, none by an interested one."""
    current = locked(gate)
    require(can_score(by, contract), Text("赛道评分", "score a lane"))
    _refuse_interested(by, current)
    require_state(NOT_SCORED, current, GateState, GateState.OPEN)
    refuse_invited(Stage(gate=current))
    require_score(score)
    if contract not in lanes_at(current):
        raise wrong_state(NOT_SCORED, "该队伍不在本次考核中", "the lane is not judged at this gate")
    mine = {"by_id": by.account_id, "by_name": system_name(by)}
    if LaneScore.objects.filter(gate=current, contract=contract, **mine).exists():
        raise wrong_state(NOT_SCORED, "您已评过分", "you scored this lane before")
    row = LaneScore.objects.create(
        gate=current,
        contract=contract,
        score=score,
        comment=stated(NOT_SCORED, comment),
        **act(by, at),
    )
    told = {"gate": current.number, "attempt": current.attempt, "score": score,
            "comment": row.comment}  # fmt: skip
    record(by=by, at=at, command="score_lane", target=contract, payload=told)
    return row


def _check(item: AwardedItem, terms: GateTerms) -> None:
    if not item.is_race or not 1 <= terms.number <= item.stage_gates:
        raise invalid(
            NOT_RULED,
            f"本榜单设 {item.lanes_wanted} 支队伍、{item.stage_gates} 次考核",
            f"the item has {item.lanes_wanted} lanes and {item.stage_gates} gates",
        )
    if not 0 <= terms.held_from <= terms.floor <= 100 or terms.reports_wanted < 1:
        raise invalid(
            NOT_RULED,
            "暂缓分和最低分须在 0 至 100 之间且依次不降，意见数至少一份",
            "points must lie in order between 0 and 100, and one report at least be wanted",
        )


def _refuse_interested(by: Actor, gate: Gate) -> None:
    """Who belongs to one lane scores none of its rivals either."""
    rivals = gate.item.contracts.in_play()
    require(
        all(can_score(by, rival) for rival in rivals),
        Text("为同场队伍评分", "score a rival of one's own lane"),
    )
