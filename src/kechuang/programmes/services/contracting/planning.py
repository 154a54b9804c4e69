"""The plan that follows from the sealed bid and the round: milestones, targets, route."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kechuang.base.errors import Text, invalid
from kechuang.cases.selectors import settled_options
from kechuang.engines.flow import Value
from kechuang.ledger.states import Condition
from kechuang.programmes.models import Award
from kechuang.programmes.refusals_of_execution import NOT_DRAFTED
from kechuang.programmes.selectors.contents import (
    handed_in,
    need_content,
    number_of,
    rows_of,
    typed_so_far,
)
from kechuang.programmes.selectors.promises import Promise, front_bp, promises_of
from kechuang.programmes.selectors.race_plans import race_shares
from kechuang.programmes.services.contracting.handing_over import ends_on, starts_on
from kechuang.programmes.services.execution.awards import MilestonePlan, TargetPlan
from kechuang.programmes.states_of_execution import WHOLE_BP

START, END = "签订任务书并启动", "完成全部指标并结题"
SIGNED, PROOFS = "签订的任务书", "指标检测报告等证明材料"
BP_PER_PERCENT = 100
LONGEST = 300


def planned_milestones(award: Award) -> tuple[MilestonePlan, ...]:
    """Those typed into the contract form of the item; else a start that is paid before, one for
    each stage gate, and the completion with what is left."""
    typed = rows_of(typed_so_far(award.item.case).get("milestones"))
    if typed and award.item.awards.count() == 1:
        return tuple(_as_typed(award, typed))
    return tuple(_by_the_round(award))


def planned_targets(award: Award) -> tuple[TargetPlan, ...]:
    """What the bid promised of each target; refused where it promised words."""
    return tuple(_target(promise) for promise in promises_of(award))


def planned_route(award: Award) -> str:
    """The means that the bid names, target by target."""
    rows = rows_of(handed_in(award.bid.case).get("answers"))
    return "；".join(f"{row['target']}：{str(row['means']).rstrip('。；')}" for row in rows)


def evidence_of(award: Award) -> str:
    """How the need says that its targets are proved."""
    proofs = [one.proof for one in need_content(handed_in(award.item.case)).targets if one.proof]
    return "；".join(dict.fromkeys(proofs))[:LONGEST] or PROOFS


def _as_typed(award: Award, rows: tuple[Mapping[str, Value], ...]) -> Iterator[MilestonePlan]:
    evidence, last = evidence_of(award), len(rows) - 1
    for place, row in enumerate(rows):
        share, due_on = int(number_of(row["share"]) * BP_PER_PERCENT), row["due_on"]
        is_start = place == 0 and share == front_bp(award)
        yield MilestonePlan(
            goal=str(row["goal"]),
            evidence_wanted=SIGNED if is_start else evidence,
            due_on=due_on if isinstance(due_on, date) else ends_on(award),
            share_bp=share,
            condition=_condition(is_start=is_start, is_last=place == last),
        )


def _condition(*, is_start: bool, is_last: bool) -> Condition:
    if is_last:
        return Condition.COMPLETION
    return Condition.CONTRACT if is_start else Condition.MILESTONE


def _by_the_round(award: Award) -> Iterator[MilestonePlan]:
    first, last, front = starts_on(award), ends_on(award), front_bp(award)
    after = _after_the_start(award, front)
    if front:
        yield MilestonePlan(START, SIGNED, first, front, Condition.CONTRACT)
    is_race = award.item.awards.count() > 1
    for place, share in enumerate(after, start=1):
        is_last = place == len(after)
        yield MilestonePlan(
            goal=END if is_last else f"第{place}阶段目标",
            evidence_wanted=evidence_of(award),
            due_on=last
            if is_last
            else first + timedelta((last - first).days * place // len(after)),
            share_bp=share,
            condition=_condition(is_start=False, is_last=is_last),
            gate=place if is_race else 0,
        )


def _after_the_start(award: Award, front: int) -> tuple[int, ...]:
    """Shares after the start: of a race one for each gate; else stages, and the completion with
    all that is left."""
    options = settled_options(award.item.case.round)
    if award.item.awards.count() > 1:
        return race_shares(award.item, WHOLE_BP - front)
    stages = int(number_of(options.get("stage_gates")))
    return (*[0] * stages, WHOLE_BP - front)


def _target(promise: Promise) -> TargetPlan:
    if promise.value is None:
        raise invalid(
            NOT_DRAFTED,
            f"指标“{promise.name}”的承诺值“{promise.words}”不是数值",
            f"what was promised of {promise.name} is no number: {promise.words}",
            Text("请写明可考核的指标值", "State targets that can be measured"),
        )
    return TargetPlan(promise.name, promise.value, promise.unit, promise.is_more_better)
