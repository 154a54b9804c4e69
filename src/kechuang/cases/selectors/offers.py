"""What somebody may do with a case now, and why the rest may not be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kechuang.base.actors import Actor
from kechuang.cases.access import roles_of
from kechuang.cases.models import Case
from kechuang.cases.selectors.courses import Course, course_of
from kechuang.cases.states import GIVE_RECEIPT
from kechuang.engines.flow import CLOCK, Deadline, Form, Offer, Step, deadlines, open_steps
from kechuang.engines.flow import Actor as FlowActor
from kechuang.engines.wording import Text


@dataclass(frozen=True)
class CaseOffer:
    """One step from the present state: open, or closed for all the ``reasons`` given.

    ``is_mine``: the step belongs to a role of the actor's. ``missing`` names unknown values.
    ``is_sealed``: it is taken by ``seal_case`` only.
    """

    step: Step
    reasons: tuple[Text, ...]
    missing: tuple[str, ...]
    deadline: Deadline | None
    is_mine: bool

    @property
    def event(self) -> str:
        return self.step.event

    @property
    def is_open(self) -> bool:
        return not self.reasons

    @property
    def is_sealed(self) -> bool:
        return is_sealing(self.step)


def is_sealing(step: Step) -> bool:
    """Whether the step hands in what is sealed, with a receipt."""
    return any(effect.id == GIVE_RECEIPT for effect in step.effects)


def flow_actor(actor: Actor, case: Case) -> FlowActor:
    """``actor`` as the engine knows people: the account's id as text, with the roles held."""
    return FlowActor(str(actor.account_id or ""), roles_of(actor, case))


def offers_for(course: Course, actor: Actor, at: datetime) -> tuple[CaseOffer, ...]:
    """Every step that people may take from the present state, as ``actor`` meets it at ``at``."""
    acting = flow_actor(actor, course.case)
    found = {id(offer.step): offer for offer in _offers(course, acting, at)}
    return tuple(
        _shown(found[id(step)], acting) for step in course.steps if set(step.who) != {CLOCK}
    )


def deadlines_of(case: Case, at: datetime) -> tuple[Deadline, ...]:
    """The ends of all clocks of the case, by what is known at ``at``."""
    course = course_of(case, at)
    return deadlines(course.terms, course.informed())


def forms_open_to(course: Course, roles: frozenset[str]) -> tuple[Form, ...]:
    """Forms of the steps that somebody in ``roles`` may take from the present state."""
    names = [step.form for step in course.steps if step.form and roles.intersection(step.who)]
    return tuple(course.procedure.forms[name] for name in dict.fromkeys(names))


def fields_open_to(course: Course, roles: frozenset[str]) -> frozenset[str]:
    """The fields that somebody in ``roles`` may fill in now."""
    forms = forms_open_to(course, roles)
    return frozenset(part.id for form in forms for part in form.fields)


def _offers(course: Course, acting: FlowActor, at: datetime) -> Iterator[Offer]:
    """Each step judged with the draft of its own form."""
    for form in {step.form for step in course.steps}:
        offers = open_steps(course.terms, course.informed(form), by=acting, at=at)
        yield from (offer for offer in offers if offer.step.form == form)


def _shown(offer: Offer, acting: FlowActor) -> CaseOffer:
    is_mine = not acting.roles.isdisjoint(offer.step.who)
    return CaseOffer(offer.step, offer.reasons, offer.missing, offer.deadline, is_mine)
