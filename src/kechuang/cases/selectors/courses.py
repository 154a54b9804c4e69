"""The course of one case: its terms, its situation, what is known and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kechuang.cases.connections import provided_facts
from kechuang.cases.models import Case, Objection
from kechuang.cases.selectors.terms import terms_of
from kechuang.cases.states import OBJECTION_UPHELD
from kechuang.engines.flow import (
    Procedure,
    Situation,
    Step,
    Terms,
    Value,
    restored,
    situation_from_data,
)


@dataclass(frozen=True)
class Course:
    """``situation`` holds what was handed in; ``facts`` what is known at this moment; ``draft``
    what was typed since, and counts in a step with its form only."""

    case: Case
    terms: Terms
    situation: Situation
    facts: Mapping[str, Value]
    draft: Mapping[str, Value]

    @property
    def procedure(self) -> Procedure:
        return self.terms.procedure

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps from the present state."""
        return self.procedure.steps_from(self.situation.state)

    def informed(self, form: str = "") -> Situation:
        """The situation with all facts, and with the draft of ``form`` in place of its values."""
        values = dict(self.situation.values)
        if form:
            names = {part.id for part in self.procedure.forms[form].fields}
            values = {name: value for name, value in values.items() if name not in names}
            values |= {name: value for name, value in self.draft.items() if name in names}
        return replace(self.situation, values={**values, **self.facts})

    def form_of(self, event: str) -> str:
        """The form that ``event`` takes from the present state, or no name."""
        return next((step.form for step in self.steps if step.event == event and step.form), "")


def course_of(case: Case, at: datetime) -> Course:
    """The course of ``case``, its facts asked at ``at``."""
    terms = terms_of(case.round)
    procedure = terms.procedure
    situation = situation_from_data(case.situation, procedure)
    return Course(case, terms, situation, facts_of(case, procedure, at), draft_of(case, procedure))


def draft_of(case: Case, procedure: Procedure) -> dict[str, Value]:
    """What was typed since the last step, as the engine reads it."""
    return {name: restored(procedure.fields[name], value) for name, value in case.draft.items()}


def facts_of(case: Case, procedure: Procedure, at: datetime) -> dict[str, Value]:
    """What rooms above know, and what the case's own record tells."""
    facts = provided_facts(case, procedure, at)
    if OBJECTION_UPHELD in procedure.facts and (upheld := _objection_upheld(case)) is not None:
        facts[OBJECTION_UPHELD] = upheld
    return facts


def _objection_upheld(case: Case) -> bool | None:
    """None while nothing was raised in the present publicity, or something waits for an answer."""
    raised = Objection.objects.filter(publicity__case=case, publicity__ended_at__isnull=True)
    answers = set(raised.values_list("is_upheld", flat=True))
    return None if not answers or None in answers else True in answers
