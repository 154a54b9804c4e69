"""Taking a step: what the clocks did comes first, then the person's step, under the case's lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, wrong_state
from kechuang.cases.access import can_see, is_published
from kechuang.cases.models import Case, StepTaken
from kechuang.cases.refusals import NOT_LODGED, NOT_SEALED, StepRefused
from kechuang.cases.selectors.courses import Course, course_of, draft_of
from kechuang.cases.selectors.misnaming import misnamed_parties
from kechuang.cases.selectors.offers import flow_actor, is_sealing
from kechuang.cases.services.drafting import (
    append_version,
    as_stored,
    refuse_closed_fields,
    refuse_problems,
    refuse_unfit,
)
from kechuang.cases.services.locking import locked_cases
from kechuang.cases.services.moving import Act, write_step
from kechuang.cases.services.passing import settle_clocks
from kechuang.cases.states import ANYBODY, GRACE
from kechuang.cases.values import filled_again
from kechuang.engines.flow import Actor as FlowActor
from kechuang.engines.flow import StepError, Value, open_steps
from kechuang.engines.flow import take_step as taken_by_engine

TAKE = Text("办理此事项", "act in this case")


def take_step(
    *,
    by: Actor,
    at: datetime,
    case: Case,
    event: str,
    reason: str = "",
    values: Mapping[str, Value | None] | None = None,
) -> StepTaken:
    """Take ``event`` from the present state; ``values`` go into the form of the step first.

    Raises ``StepRefused`` (409) naming all that stands against it, ``FormRefused`` (422) for
    values the form does not take. A step that gives a receipt is taken by ``seal_case`` only,
    the public's by ``lodge_objection``. What the clocks did by then is kept in any case.
    """
    settle_clocks(case, until=at - GRACE, at=at)
    act = Act(by, at, at, reason.strip())
    return _take(case, event, values or {}, act)


@transaction.atomic
def _take(case: Case, event: str, values: Mapping[str, Value | None], act: Act) -> StepTaken:
    row = locked_cases().get(pk=case.pk)
    require(can_see(act.by, row) or is_published(row), TAKE)
    course = course_of(row, act.at)
    _refuse_other_doors(course, event)
    if values:
        course = _typed(course, values, act)
    return advance(course, event, flow_actor(act.by, row), act)


def advance(course: Course, event: str, acting: FlowActor, act: Act) -> StepTaken:
    """The engine's step, with the draft of its form read as a whole, written down."""
    course, form = _with_form(course, event)
    situation = course.informed(form)
    try:
        taken = taken_by_engine(
            course.terms, situation, event, by=acting, at=act.at, reason=act.reason
        )
    except StepError as error:
        offers = open_steps(course.terms, situation, by=acting, at=act.at)
        missing = [name for one in offers if one.step.event == event for name in one.missing]
        raise StepRefused(error, missing) from error
    return write_step(course, taken, act)


def _with_form(course: Course, event: str) -> tuple[Course, str]:
    """The course with the draft of the step's form as ``flow.fill`` takes it: fields that are
    not asked left out, anything that does not fit and parties under false names refused."""
    form = course.form_of(event)
    if not form:
        return course, form
    asked = course.procedure.forms[form]
    inquiry = course.terms.inquiry({**course.situation.values, **course.facts})
    filled = filled_again(asked, course.draft, inquiry)
    problems = [*filled.problems, *misnamed_parties(asked, filled.values)]
    refuse_problems(course, problems, asked.title)
    names = {part.id for part in asked.fields}
    others = {name: value for name, value in course.draft.items() if name not in names}
    return replace(course, draft={**others, **filled.values}), form


def _typed(course: Course, values: Mapping[str, Value | None], act: Act) -> Course:
    """The course after ``values`` went into its draft; the step's own event tells the revision."""
    refuse_closed_fields(course, act.by, values)
    refuse_unfit(course, values)
    draft = course.case.draft
    changes = {n: value for n, value in as_stored(values).items() if value != draft.get(n)}
    if changes:
        append_version(course.case, changes, by=act.by, at=act.at)
    return replace(course, draft=draft_of(course.case, course.procedure))


def _refuse_other_doors(course: Course, event: str) -> None:
    steps = [step for step in course.steps if step.event == event]
    if any(step.who == (ANYBODY,) for step in steps):
        raise wrong_state(
            NOT_LODGED,
            "这一步由异议提出",
            "this step is taken by an objection",
            Text("请用“提出异议”写明内容", "Use “object” and say what is wrong"),
        )
    if any(is_sealing(step) for step in steps):
        raise wrong_state(
            NOT_SEALED,
            "这一步须封存并出具回执",
            "this step is sealed and gives a receipt",
            Text("请用“封存提交”办理", "Use “seal and submit”"),
        )
