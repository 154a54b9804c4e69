"""The opinions that a project's closing rests on, and the evaluation some months later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.programmes.models.execution import (
    Contract,
    DemanderOpinion,
    PanelOpinion,
    PanelSeat,
    PerformanceEvaluation,
)
from kechuang.programmes.powers_of_execution import can_prepare, speaks_for_demander, takes_part
from kechuang.programmes.refusals_of_execution import NOT_RECORDED
from kechuang.programmes.services.execution.judging import require_score
from kechuang.programmes.services.execution.signing import act
from kechuang.programmes.services.execution.standing import locked, require_state, running
from kechuang.programmes.states_of_execution import ContractState, Grade

FEWEST_EXPERTS = 3


@dataclass(frozen=True)
class Seat:
    """An expert of the panel with the score (0–100) given."""

    name: str
    unit: str
    score: int
    is_head: bool = False


@transaction.atomic
def record_panel_opinion(
    *,
    by: Actor,
    at: datetime,
    contract: Contract,
    seats: Sequence[Seat],
    grade: Grade,
    text: str,
    held_on: date,
) -> PanelOpinion:
    """What an acceptance panel found. Three experts at least, with one head, none of a unit that
    takes part."""
    require(can_prepare(by), Text("记录专家组意见", "record the panel's opinion"))
    current = running(NOT_RECORDED, contract)
    _check_panel(current, seats)
    if held_on > localdate(at):
        raise invalid(NOT_RECORDED, "验收日期在将来", "the day of acceptance lies ahead")
    opinion = PanelOpinion.objects.create(
        contract=current,
        grade=grade,
        text=stated(NOT_RECORDED, text),
        held_on=held_on,
        **act(by, at),
    )
    PanelSeat.objects.bulk_create(PanelSeat(opinion=opinion, **vars(seat)) for seat in seats)
    told = {
        "grade": grade.value,
        "held_on": held_on.isoformat(),
        "text": opinion.text,
        "scores": [seat.score for seat in seats],
    }
    record(by=by, at=at, command="record_panel_opinion", target=current, payload=told)
    return opinion


@transaction.atomic
def give_demander_opinion(
    *, by: Actor, at: datetime, contract: Contract, accepts: bool, text: str
) -> DemanderOpinion:
    """The demander's own word on whether its need is met."""
    current = running(NOT_RECORDED, contract)
    require(speaks_for_demander(by, current.item), Text("表示需求方意见", "speak for the demander"))
    opinion = DemanderOpinion.objects.create(
        contract=current, accepts=accepts, text=stated(NOT_RECORDED, text), **act(by, at)
    )
    told = {"accepts": accepts, "text": opinion.text}
    record(by=by, at=at, command="give_demander_opinion", target=current, payload=told)
    return opinion


@transaction.atomic
def record_evaluation(
    *, by: Actor, at: datetime, contract: Contract, grade: Grade, score: int, findings: str
) -> PerformanceEvaluation:
    """What became of a closed project; once, and not before the day it is due."""
    require(
        can_prepare(by) and not takes_part(by, contract), Text("绩效评价", "evaluate a project")
    )
    current = locked(contract)
    require_state(NOT_RECORDED, current, ContractState, ContractState.CLOSED)
    require_score(score)
    today, due_on = localdate(at), current.evaluation_due_on
    if due_on is None or today < due_on:
        raise wrong_state(NOT_RECORDED, f"应在 {due_on} 之后评价", f"it is due on {due_on}")
    if PerformanceEvaluation.objects.filter(contract=current).exists():
        raise wrong_state(NOT_RECORDED, "已作绩效评价", "it was evaluated before")
    row = PerformanceEvaluation.objects.create(
        contract=current,
        grade=grade,
        score=score,
        findings=stated(NOT_RECORDED, findings),
        evaluated_on=today,
        **act(by, at),
    )
    told = {"grade": grade.value, "score": score, "findings": row.findings}
    record(by=by, at=at, command="record_evaluation", target=current, payload=told)
    return row


def _check_panel(contract: Contract, seats: Sequence[Seat]) -> None:
    persons = {(seat.name.strip(), seat.unit.strip()) for seat in seats}
    if len(persons) < FEWEST_EXPERTS or len(persons) != len(seats):
        raise invalid(
            NOT_RECORDED,
            f"专家少于 {FEWEST_EXPERTS} 人或有重复",
            f"fewer than {FEWEST_EXPERTS} experts, or one of them twice",
        )
    if sum(seat.is_head for seat in seats) != 1:
        raise invalid(NOT_RECORDED, "应有一名组长", "the panel needs one head")
    for seat in seats:
        require_score(seat.score)
    _refuse_interested(contract, {unit for _, unit in persons})


def _refuse_interested(contract: Contract, units: set[str]) -> None:
    parties = [contract.party, contract.item.demander]
    parties += [share.party for share in contract.consortium.select_related("party")]
    if inside := sorted(units & {party.name for party in parties}):
        named = "、".join(inside)
        raise invalid(
            NOT_RECORDED,
            f"专家来自参与单位：{named}",
            f"experts come from a unit that takes part: {named}",
        )
