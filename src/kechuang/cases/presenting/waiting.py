"""What waits for somebody: the steps of open cases that belong to a role of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kechuang.base.actors import Actor
from kechuang.cases.access import holds, supervised_by
from kechuang.cases.calendar import work_calendar
from kechuang.cases.models import Case, Participant
from kechuang.cases.presenting.clocks import Remaining, remaining
from kechuang.cases.presenting.duties import is_duty
from kechuang.cases.selectors import cases_seen_by, course_of, procedure_of
from kechuang.cases.states import STAFF_ROLES
from kechuang.engines.flow import Step, deadlines

MOST_CONSIDERED = 200
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case that waits for the reader, with what they may do and what time is left."""

    case: Case
    steps: tuple[Step, ...]
    left: Remaining | None


def waiting_for(actor: Actor, at: datetime) -> list[Waiting]:
    """The most urgent open cases in which ``actor`` has a step to take, the first due first."""
    seen = cases_seen_by(actor).filter(is_closed=False).prefetch_related("round__extensions")
    cases = list(seen.order_by("next_due_at", "pk")[:MOST_CONSIDERED])
    roles = roles_in(actor, cases)
    owed = ((case, owed_steps(case, roles[case.pk])) for case in cases)
    urgent = [(case, steps) for case, steps in owed if steps][:MOST_SHOWN]
    return [Waiting(case, steps, time_left(case, at)) for case, steps in urgent]


def roles_in(actor: Actor, cases: Iterable[Case]) -> dict[int, frozenset[str]]:
    """The roles ``actor`` holds in each of ``cases``, by two queries however many there are."""
    keys = [case.pk for case in cases]
    held: dict[int, set[str]] = defaultdict(set)
    named = Participant.objects.filter(holds(actor), case__in=keys).values_list("case", "role")
    for key, role in named:
        held[key].add(role)
    for key in Case.objects.filter(supervised_by(actor), pk__in=keys).values_list("pk", flat=True):
        held[key] |= STAFF_ROLES
    return {key: frozenset(held[key]) for key in keys}


def owed_steps(case: Case, roles: frozenset[str]) -> tuple[Step, ...]:
    """Steps of theirs that carry the case on from where it stands."""
    procedure = procedure_of(case.round.version)
    return tuple(
        step
        for step in procedure.steps_from(case.state)
        if not roles.isdisjoint(step.who) and is_duty(procedure, step)
    )


def time_left(case: Case, at: datetime) -> Remaining | None:
    """What is left of the clock that ends first, by what is known at ``at``."""
    course = course_of(case, at)
    found = deadlines(course.terms, course.informed())
    return remaining(found[0], work_calendar(), at) if found else None
