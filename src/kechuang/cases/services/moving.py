"""Writing down a step that the engine took: the case, the step, its effects, the audit event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.cases.connections import performer_of
from kechuang.cases.models import Case, StepTaken
from kechuang.cases.selectors.courses import Course, course_of
from kechuang.cases.services.due import refresh_due
from kechuang.cases.services.effects import OWN_EFFECTS, end_publicities, perform_effects
from kechuang.cases.services.lettering import write_letters
from kechuang.cases.services.reaching import reached_staff
from kechuang.cases.states import GRACE, PUBLISHING
from kechuang.engines.flow import Effect, Situation, Taken, situation_as_data, stored

TAKE_STEP, APPROVE_STEP = "take_step", "approve_step"


@dataclass(frozen=True)
class Act:
    """Who took a step, when it counts, when it is recorded, and why."""

    by: Actor
    at: datetime
    recorded_at: datetime
    reason: str = ""


def write_step(course: Course, taken: Taken, act: Act) -> StepTaken:
    """Keep what the engine answered for a locked case; effects run inside the transaction.

    The audit event comes last but for letters: what performs an effect locks rows of its own
    before the chain.
    """
    case = course.case
    row = _row(course, taken, act)
    _move(case, course, taken, act)
    row.save(force_insert=True)
    end_publicities(case, taken.situation, act.at)
    perform_effects(course, row, taken.effects, act)
    moved = course_of(case, act.recorded_at)
    refresh_due(moved, after=act.at - GRACE)
    _record(case, row, act)
    write_letters(moved, row, taken.effects, act)
    return row


def _row(course: Course, taken: Taken, act: Act) -> StepTaken:
    known, done = taken.situation.values, taken.situation.history
    is_done = not taken.waiting_for
    return StepTaken(
        case=course.case,
        position=course.case.steps.count() + 1,
        event=taken.step.event,
        origin=course.situation.state,
        target=taken.situation.state,
        at=act.at,
        recorded_at=act.recorded_at,
        persons=list(done[-1].persons) if is_done else [taken.situation.approvals[-1].person],
        roles=list(done[-1].roles) if is_done else list(taken.step.who),
        reason=act.reason,
        form=taken.step.form,
        facts={name: stored(value) for name, value in course.facts.items()},
        values={name: stored(known[name]) for name in known if name not in course.facts},
        effects=[_effect(course, effect) for effect in taken.effects],
        waiting_for=taken.waiting_for,
        by_id=act.by.account_id,
    )


def _effect(course: Course, effect: Effect) -> dict[str, Any]:
    is_performed = effect.id in OWN_EFFECTS or performer_of(course.procedure, effect.id) is not None
    parameters = {name: _plain(value) for name, value in effect.parameters.items()}
    return {"id": effect.id, "parameters": parameters, "is_performed": is_performed}


def _plain(value: Any) -> Any:
    return None if value is None else stored(value)


def _move(case: Case, course: Course, taken: Taken, act: Act) -> None:
    procedure = course.procedure
    situation = _without_facts(course, taken.situation)
    case.state, case.situation = situation.state, situation_as_data(situation)
    case.is_closed = procedure.states[case.state].is_terminal
    if case.reached_staff_at is None and reached_staff(procedure, case.state):
        case.reached_staff_at = act.at
    if case.published_at is None and any(one.id in PUBLISHING for one in taken.effects):
        case.published_at = act.at
    case.updated_at = act.recorded_at
    case.save()


def _without_facts(course: Course, situation: Situation) -> Situation:
    facts = course.procedure.facts
    kept = {name: value for name, value in situation.values.items() if name not in facts}
    return replace(situation, values=kept)


def _record(case: Case, row: StepTaken, act: Act) -> None:
    payload = {
        "number": case.number,
        "position": row.position,
        "revision": case.revision,
        "event": row.event,
        "at": row.at.astimezone(UTC).isoformat(),
        "reason": row.reason,
        "roles": row.roles,
    }
    command = APPROVE_STEP
    if not row.waiting_for:
        command = TAKE_STEP
        payload |= {"from": row.origin, "to": row.target}
    record(by=act.by, at=act.recorded_at, command=command, target=case, payload=payload)
