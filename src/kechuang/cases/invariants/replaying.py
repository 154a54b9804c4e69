"""Every case is where its steps led it, and every step was its taker's to take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from kechuang.audit.models import Event
from kechuang.base.invariants import Finding, Invariant, found
from kechuang.cases.models import Case, StepTaken
from kechuang.cases.selectors.terms import procedure_of
from kechuang.cases.states import STAFF_ROLES
from kechuang.engines.flow import CLOCK, Procedure, Step, situation_from_data
from kechuang.engines.wording import Text

CHUNK = 500
COMMANDS = ("take_step", "approve_step")


def read_cases() -> Iterator[tuple[Case, Procedure, list[StepTaken]]]:
    """Every case with its procedure and its steps in their order."""
    cases = Case.objects.select_related("round__version").prefetch_related("steps", "publicities")
    for case in cases.iterator(CHUNK):
        yield case, procedure_of(case.round.version), list(case.steps.all())


def step_of(procedure: Procedure, row: StepTaken) -> Step | None:
    """The step of the procedure that ``row`` took, or was an approval of."""
    return next(
        (
            step
            for step in procedure.steps_from(row.origin)
            if step.event == row.event and (row.waiting_for or step.target == row.target)
        ),
        None,
    )


def misplaced_cases() -> Iterator[Finding]:
    for case, procedure, steps in read_cases():
        state = procedure.start
        for row in steps:
            if row.origin != state:
                yield found(case.number, f"第{row.position}步不接上一步", "a step does not follow")
            state = row.target
        is_closed = procedure.states[state].is_terminal
        if (case.state, case.situation["state"], case.is_closed) != (state, state, is_closed):
            yield found(case.number, f"按各步骤应为“{state}”", f"its steps lead to “{state}”")


def rewritten_histories() -> Iterator[Finding]:
    """The engine's own history of the case is that of the rows."""
    for case, procedure, steps in read_cases():
        done = [row for row in steps if not row.waiting_for]
        rows = [
            (row.event, row.origin, row.target, row.at, tuple(row.persons), row.reason)
            for row in done
        ]
        history = situation_from_data(case.situation, procedure).history
        told = [(h.event, h.origin, h.target, h.at, h.persons, h.reason) for h in history]
        if rows != told:
            yield found(case.number, "步骤与办理经过不符", "its steps are not its history")


def foreign_steps() -> Iterator[Finding]:
    for case, procedure, steps in read_cases():
        for place, row in enumerate(steps, 1):
            step = step_of(procedure, row)
            if step is None or row.position != place:
                yield found(case.number, f"流程没有第{place}步", "the procedure has no such step")
            elif not row.roles or not set(row.roles) <= set(step.who):
                yield found(case.number, f"“{row.event}”由无权者办理", "taken by a stranger's role")
            elif bool(row.persons) == (row.roles == [CLOCK]):
                yield found(case.number, f"“{row.event}”没有办理人", "taken by nobody")


def lone_approvals() -> Iterator[Finding]:
    for case, procedure, steps in read_cases():
        takers: dict[str, set[str]] = {}
        for row in steps:
            step = step_of(procedure, row)
            if step and step.approvals and not row.waiting_for:
                prepared = set().union(*(takers.get(e, set()) for e in step.approvals.not_by))
                people = set(row.persons)
                if len(people) < step.approvals.people or people & prepared:
                    yield found(case.number, f"“{row.event}”审批人不足", "approved by too few")
            takers.setdefault(row.event, set()).update(row.persons)


def untold_steps() -> Iterator[Finding]:
    """Each step as the chain tells it: who, when, from where to where and why."""
    told = {
        (event.target_id, event.payload.get("position")): event
        for event in Event.objects.filter(command__in=COMMANDS, target_kind="cases.case")
    }
    for row in StepTaken.objects.select_related("case").iterator(CHUNK):
        event = told.pop((str(row.case_id), row.position), None)
        if event is None or _said(row) != _told(event):
            yield found(row, "与审计链不符", "it is not what the chain tells")
    for target, position in told:
        yield found(
            f"{target} {position}", "审计链记载的步骤不在", "the chain tells of a lost step"
        )


def _said(row: StepTaken) -> tuple[object, ...]:
    where = () if row.waiting_for else (row.origin, row.target)
    return (row.event, row.at.astimezone(UTC).isoformat(), row.reason, row.by_id, *where)


def _told(event: Event) -> tuple[object, ...]:
    said = event.payload
    where = (said["from"], said["to"]) if "to" in said else ()
    return (said.get("event"), said.get("at"), said.get("reason"), event.actor_id, *where)


def unseen_cases() -> Iterator[Finding]:
    for case, procedure, _ in read_cases():
        waits = any(STAFF_ROLES & set(step.who) for step in procedure.steps_from(case.state))
        if waits and case.reached_staff_at is None:
            yield found(case.number, "待主管部门办理却看不到", "its office cannot see it")


def lasting_publicities() -> Iterator[Finding]:
    for case, _, _ in read_cases():
        running = {clock["id"] for clock in case.situation["clocks"]}
        for publicity in case.publicities.all():
            if publicity.ended_at is None and publicity.clock not in running:
                yield found(case.number, "公示时限已止而公示未止", "it outlasts its clock")


def waiting_although_closed() -> Iterator[Finding]:
    for case in Case.objects.filter(is_closed=True, next_due_at__isnull=False):
        yield found(case.number, "已办结仍有到期事项", "closed, and still due")


REPLAYING = (
    Invariant(
        "cases.states_are_replayed_from_steps",
        Text("每个事项的状态由其步骤逐一得出", "Every case is where its steps led it"),
        misplaced_cases,
    ),
    Invariant(
        "cases.histories_are_their_steps",
        Text("办理经过与步骤记录一致", "The history of every case is that of its steps"),
        rewritten_histories,
    ),
    Invariant(
        "cases.steps_are_their_takers_to_take",
        Text("每一步都在流程之内，由有权者办理", "Every step is the procedure's, by whom it names"),
        foreign_steps,
    ),
    Invariant(
        "cases.approvals_are_by_different_people",
        Text(
            "审批由不同的人作出，经办人不审批", "Approvals are by different people, not preparers"
        ),
        lone_approvals,
    ),
    Invariant(
        "cases.steps_are_on_the_chain",
        Text("每一步与审计链记载一致", "Every step is what the chain tells of it"),
        untold_steps,
    ),
    Invariant(
        "cases.offices_see_what_waits_for_them",
        Text("待主管部门办理的事项都看得到", "What waits for an office is seen by it"),
        unseen_cases,
    ),
    Invariant(
        "cases.publicity_lasts_as_long_as_its_clock",
        Text("公示与其时限同止", "A publicity ends with its clock"),
        lasting_publicities,
    ),
    Invariant(
        "cases.closed_ones_wait_for_nothing",
        Text("办结的事项没有待办期限", "Nothing is due in a closed case"),
        waiting_although_closed,
    ),
)
