"""What a step brings about: what cases do themselves, and what rooms above perform."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kechuang.cases.connections import performer_of
from kechuang.cases.models import Case, Publicity, StepTaken
from kechuang.cases.selectors.courses import Course
from kechuang.cases.states import GIVE_RECEIPT, START_PUBLICITY, WRITE_LETTER
from kechuang.engines.flow import Effect, Situation

if TYPE_CHECKING:
    from kechuang.cases.services.moving import Act

OWN_EFFECTS = frozenset({WRITE_LETTER, START_PUBLICITY, GIVE_RECEIPT})


def perform_effects(course: Course, row: StepTaken, effects: Sequence[Effect], act: Act) -> None:
    """Every effect in the order of the pack but its letters, which are written last; a Refusal
    takes the whole step back."""
    for effect in effects:
        if effect.id == START_PUBLICITY:
            _start_publicity(course, row, effect, act)
        performer = performer_of(course.procedure, effect.id)
        if performer is not None:
            performer(course.case, effect, act.by, act.at)


def end_publicities(case: Case, situation: Situation, at: datetime) -> None:
    """A publicity ends when its clock does; while it stands still, objections are examined."""
    for publicity in case.publicities.filter(ended_at__isnull=True):
        if situation.clock(publicity.clock) is None:
            publicity.ended_at = at
            publicity.save(update_fields=["ended_at"])


def _start_publicity(course: Course, row: StepTaken, effect: Effect, act: Act) -> None:
    days = effect.parameters.get("days")
    Publicity.objects.create(
        case=course.case,
        step=row,
        clock=course.procedure.states[row.target].clock,
        days=days if isinstance(days, int) else None,
        started_at=act.at,
    )
