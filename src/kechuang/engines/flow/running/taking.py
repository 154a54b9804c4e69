"""Takes a step: the next situation and the effects, or a refusal that says what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kechuang.engines.flow.calendars.instants import aware
from kechuang.engines.flow.elements import CLOCK, Effect, Step
from kechuang.engines.flow.forms.fields import FieldOf, Value
from kechuang.engines.flow.refusals import StepError
from kechuang.engines.flow.running.clocks import clocks_in
from kechuang.engines.flow.running.offers import Offer, open_steps
from kechuang.engines.flow.running.situation import Actor, Approval, Happening, Situation
from kechuang.engines.flow.running.terms import Terms
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step did. ``waiting_for`` approvals are still wanted when it is not yet done."""

    situation: Situation
    step: Step
    effects: tuple[Effect, ...]
    waiting_for: int = 0


def begin(terms: Terms, *, at: datetime, values: Mapping[str, Value] | None = None) -> Situation:
    """A new case in the first state; its procedure stays this one for good."""
    procedure = terms.procedure
    clocks = clocks_in(procedure, procedure.start, (), aware(at))
    return Situation(procedure.digest, procedure.start, at, dict(values or {}), clocks=clocks)


def take_step(
    terms: Terms, situation: Situation, event: str, *, by: Actor, at: datetime, reason: str = ""
) -> Taken:
    """``event`` as ``by`` takes it at ``at``. StepError names everything that stands against it."""
    _refuse_strangers(terms, situation, event, at)
    step = _chosen(terms, situation, event, by, at)
    if step.needs_reason and CLOCK not in by.roles and not reason.strip():
        raise StepError(step.wording.staff, (_NO_REASON,), _STATE_REASON)
    approvals = situation.approvals
    if step.approvals:
        approvals = (*approvals, Approval(event, by.person, at, reason))
    given = tuple(approval.person for approval in approvals if approval.event == event)
    if step.approvals and len(given) < step.approvals.people:
        waiting_for = step.approvals.people - len(given)
        return Taken(replace(situation, approvals=approvals), step, (), waiting_for)
    persons = given or ((by.person,) if by.person else ())
    roles = tuple(sorted(by.roles.intersection(step.who)))
    done = Happening(event, situation.state, step.target, at, persons, roles, reason)
    return Taken(_moved(terms, situation, done), step, _effects(terms, situation, step))


def _chosen(terms: Terms, situation: Situation, event: str, by: Actor, at: datetime) -> Step:
    """The one step of this event that is open."""
    offers = [
        offer for offer in open_steps(terms, situation, by=by, at=at) if offer.step.event == event
    ]
    chosen = [offer for offer in offers if offer.is_open]
    if len(chosen) != 1:
        raise _refused(terms, situation, event, chosen or offers)
    return chosen[0].step


def _moved(terms: Terms, situation: Situation, done: Happening) -> Situation:
    return replace(
        situation,
        state=done.target,
        clocks=clocks_in(terms.procedure, done.target, situation.clocks, done.at),
        approvals=(),
        history=(*situation.history, done),
    )


def _effects(terms: Terms, situation: Situation, step: Step) -> tuple[Effect, ...]:
    values = terms.inquiry(situation.values).values
    return tuple(
        Effect(
            effect.id,
            {
                name: values.get(part.name) if isinstance(part, FieldOf) else part
                for name, part in effect.parameters.items()
            },
        )
        for effect in step.effects
    )


def _refuse_strangers(terms: Terms, situation: Situation, event: str, at: datetime) -> None:
    if situation.procedure != terms.procedure.digest:
        raise StepError(_named(event), (_OTHER_PROCEDURE,), _LOAD_ITS_OWN)
    if aware(at) < situation.latest_at:
        raise StepError(_named(event), (_BACKWARDS,), _CHECK_TIME)


def _refused(terms: Terms, situation: Situation, event: str, offers: list[Offer]) -> StepError:
    state = terms.procedure.states[situation.state].wording.staff
    if not offers:
        why = Text(f"在“{state.zh}”没有这一步", f"“{state.en}” has no such step")
        steps = terms.procedure.steps_from(situation.state)
        names = sorted({step.event for step in steps if set(step.who) != {CLOCK}})
        mend = Text(f"现在有：{'、'.join(names)}", f"there are: {', '.join(names)}")
        return StepError(_named(event), (why,), mend if names else _AT_ITS_END)
    if all(offer.is_open for offer in offers):
        return StepError(_named(event), (_TWO_WAYS,), _ONE_ROLE)
    staff = offers[0].step.wording.staff
    reasons = [reason for offer in offers for reason in offer.reasons]
    return StepError(staff, tuple(dict.fromkeys(reasons)), _MEND)


def _named(event: str) -> Text:
    return Text(f"步骤“{event}”", f"step “{event}”")


_NO_REASON = Text("没有写明理由", "no reason is given")
_STATE_REASON = Text("这一步须写明理由", "this step needs a reason in words")
_OTHER_PROCEDURE = Text(
    "该事项按另一版本的流程办理", "the case runs under another version of the procedure"
)
_LOAD_ITS_OWN = Text("请用受理时的流程版本", "use the version it was begun under")
_BACKWARDS = Text("时刻早于上一步", "the instant lies before the last step")
_CHECK_TIME = Text("请核对时钟", "check the clock")
_TWO_WAYS = Text(
    "以您的几种角色，这一步通向不同去处", "in your roles this step leads to different places"
)
_ONE_ROLE = Text("请只以一种角色办理", "act in one role only")
_AT_ITS_END = Text("该事项已经办结", "the case is closed")
_MEND = Text("请先补齐或满足上述各项", "supply or meet all of these first")
