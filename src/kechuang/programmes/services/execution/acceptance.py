"""The opinions that a project's closing rests on, and the evaluation some months later."""

from __future__ import annotations

from collections.abc import Sequence
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
    PerformanceEvaluation,
)
from kechuang.programmes.powers_of_execution import can_prepare, speaks_for_demander, takes_part
from kechuang.programmes.refusals_of_execution import NOT_RECORDED
from kechuang.programmes.services.execution.judging import require_score
from kechuang.programmes.services.execution.panels import Seat, check_panel, seat_panel
from kechuang.programmes.services.execution.signing import act
from kechuang.programmes.services.execution.standing import locked, require_state, running
from kechuang.programmes.states_of_execution import ContractState, Grade


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
    """What an acceptance panel of the register's experts found on the day ``held_on``; who may not
    sit on it (``check_panel``) is refused with every ground and its source."""
    may = can_prepare(by) and not takes_part(by, contract)
    require(may, Text("记录专家组意见", "record the panel's opinion"))
    current = running(NOT_RECORDED, contract)
    if held_on > localdate(at):
        raise invalid(NOT_RECORDED, "验收日期在将来", "the day of acceptance lies ahead")
    check_panel(current, seats, held_on)
    opinion = PanelOpinion.objects.create(
        contract=current,
        grade=grade,
        text=stated(NOT_RECORDED, text),
        held_on=held_on,
        **act(by, at),
    )
    seat_panel(opinion, seats)
    told = {
        "grade": grade.value,
        "held_on": held_on.isoformat(),
        "text": opinion.text,
        "experts": [seat.expert.pk for seat in seats],
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
