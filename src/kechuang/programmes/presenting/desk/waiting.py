"""Whose turn it is with an item, what they are to do, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kechuang.cases.calendar import work_calendar
from kechuang.cases.models import Case
from kechuang.cases.presenting.clocks import Remaining, remaining
from kechuang.cases.presenting.duties import is_duty
from kechuang.cases.selectors import procedure_of, terms_of
from kechuang.engines.flow import CLOCK, Step, deadlines, situation_from_data
from kechuang.engines.wording import Text

NOBODY = Text("等待时限届满", "the end of the clock")


@dataclass(frozen=True, slots=True)
class Awaited:
    """``who`` may take the ``steps`` that carry the case on; ``left`` None without a clock."""

    who: tuple[Text, ...]
    steps: tuple[Text, ...]
    left: Remaining | None


def awaited_of(case: Case, at: datetime) -> Awaited:
    """What carries the case on from where it stands; nothing once it is closed."""
    procedure = procedure_of(case.round.version)
    steps = [one for one in procedure.steps_from(case.state) if is_duty(procedure, one)]
    own = [one for one in steps if set(one.who) != {CLOCK}]
    roles = dict.fromkeys(role for one in own for role in one.who if role != CLOCK)
    who = tuple(procedure.roles[role] for role in roles)
    return Awaited(who or ((NOBODY,) if steps else ()), _words(own), left_of(case, at))


def left_of(case: Case, at: datetime) -> Remaining | None:
    """What is left of the clock that runs, by what was handed in."""
    terms = terms_of(case.round)
    running = deadlines(terms, situation_from_data(case.situation, terms.procedure))
    return remaining(running[0], work_calendar(), at) if running and not case.is_closed else None


def _words(steps: list[Step]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(one.wording.staff for one in steps))
