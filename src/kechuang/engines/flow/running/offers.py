"""What may be done now, and why the rest may not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kechuang.engines.flow.calendars.instants import aware
from kechuang.engines.flow.elements import CLOCK, Step
from kechuang.engines.flow.forms.filling import standing_of
from kechuang.engines.flow.running.deadlines import Deadline, deadline_of
from kechuang.engines.flow.running.situation import Actor, Situation
from kechuang.engines.flow.running.terms import Terms
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Offer:
    """One step from the present state: open, or closed for all the ``reasons`` given.

    ``missing`` names the values that are not known yet; ``deadline`` ends the step's clock.
    """

    step: Step
    reasons: tuple[Text, ...]
    missing: tuple[str, ...]
    deadline: Deadline | None

    @property
    def is_open(self) -> bool:
        return not self.reasons


def open_steps(terms: Terms, situation: Situation, *, by: Actor, at: datetime) -> tuple[Offer, ...]:
    """Every step from the present state, as ``by`` meets it at ``at``; closed ones say why."""
    aware(at)
    steps = terms.procedure.steps_from(situation.state)
    return tuple(_offer(terms, situation, step, by, at) for step in steps)


def _offer(terms: Terms, situation: Situation, step: Step, by: Actor, at: datetime) -> Offer:
    running = situation.clock(terms.procedure.clock_of(step, situation.state))
    deadline = deadline_of(terms, situation, running) if running else None
    if not by.roles.intersection(step.who):
        return Offer(step, (_others(terms, step),), (), deadline)
    missing: list[str] = []
    reasons = [
        *_of_time(terms, step, by, at, deadline),
        *_of_people(situation, step, by),
        *_of_conditions(terms, situation, step, missing),
        *_of_papers(terms, situation, step, missing),
    ]
    return Offer(step, tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(missing)), deadline)


def _of_time(
    terms: Terms, step: Step, by: Actor, at: datetime, deadline: Deadline | None
) -> Iterator[Text]:
    """Time takes a step only when its clock has run out; people no longer once it is time's."""
    if deadline is None:
        return
    if by.roles.isdisjoint(set(step.who) - {CLOCK}):
        if not deadline.has_passed(at):
            yield Text("时限尚未届满", "the clock has not run out")
    elif terms.procedure.clocks[deadline.clock].on_expiry.event and deadline.may_have_passed(at):
        ended = deadline.on.isoformat() if deadline.on else "?"
        yield deadline.unknown or Text(f"时限已于{ended}届满", f"the time ran out on {ended}")


def _of_people(situation: Situation, step: Step, by: Actor) -> Iterator[Text]:
    if step.approvals is None:
        return
    if by.person in situation.takers_of(step.approvals.not_by):
        yield Text("经办人不能审批自己经办的事项", "nobody approves what they prepared themselves")
    if any((one.event, one.person) == (step.event, by.person) for one in situation.approvals):
        yield Text("您已经审批过，须由另一人审批", "you have approved; it takes another person")


def _of_conditions(
    terms: Terms, situation: Situation, step: Step, missing: list[str]
) -> Iterator[Text]:
    inquiry = terms.inquiry(situation.values)
    checks = [terms.procedure.checks[name].condition for name in step.checks]
    for name in (step.guard, *checks):
        judgement = inquiry.judge_named(name)
        yield from judgement.reasons
        missing += judgement.missing


def _of_papers(
    terms: Terms, situation: Situation, step: Step, missing: list[str]
) -> Iterator[Text]:
    procedure = terms.procedure
    for name in step.documents:
        if name not in situation.documents:
            title = procedure.documents[name].title
            yield Text(f"缺少材料：{title.zh}", f"document missing: {title.en}")
    if step.form:
        standing = standing_of(procedure.forms[step.form], terms.inquiry(situation.values))
        missing += standing.missing
        yield from standing.reasons


def _others(terms: Terms, step: Step) -> Text:
    named = [terms.procedure.roles[role] for role in step.who if role != CLOCK] or [_TIME]
    return Text(
        f"由{'、'.join(text.zh for text in named)}办理",
        f"this is for: {', '.join(text.en for text in named)}",
    )


_TIME = Text("时限届满", "the end of the clock")
