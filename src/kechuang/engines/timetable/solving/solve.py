"""The fewest breaks, with a bound; or why there is no timetable."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from kechuang.engines.timetable.agenda import agendas
from kechuang.engines.timetable.candidates import Slots, candidates
from kechuang.engines.timetable.checking import breaks_by_participant, violations
from kechuang.engines.timetable.instance import Event, Timetable
from kechuang.engines.timetable.obstacles import obstacles
from kechuang.engines.timetable.refusals import TimetableError
from kechuang.engines.timetable.solving.bound import least_breaks
from kechuang.engines.timetable.solving.model import build_programme
from kechuang.engines.timetable.solving.searching import Effort, Search
from kechuang.engines.timetable.solving.standing import Standing
from kechuang.engines.timetable.tables import assign_tables
from kechuang.engines.wording import Text

SHARE_OF_BOUND = 0.2


class Status(Enum):
    """What is known after solving."""

    FOUND = "found"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Solution:
    """``bound``: no timetable has fewer breaks; ``is_proved``: none is better than this one by what
    was asked; ``reasons``: why there is none, as far as a glance shows."""

    status: Status
    timetable: Timetable = field(default_factory=dict)
    breaks: int | None = None
    bound: int = 0
    is_proved: bool = False
    reasons: tuple[Text, ...] = ()


def solve(event: Event, effort: Effort | None = None) -> Solution:
    """The timetable with the fewest breaks found within the effort, checked before it is given."""
    effort, started = effort or Effort(), time.monotonic()
    choices = candidates(event)
    if reasons := obstacles(event, choices):
        return Solution(Status.IMPOSSIBLE, reasons=tuple(reasons))
    bound = least_breaks(
        event, agendas(event, choices).values(), seconds=effort.seconds * SHARE_OF_BOUND
    )
    if bound is None:
        return Solution(Status.IMPOSSIBLE)
    left = max(0.0, effort.seconds - (time.monotonic() - started))
    return _solution(event, _searched(event, choices, bound, replace(effort, seconds=left)))


def is_possible(event: Event, effort: Effort) -> bool | None:
    """Whether any timetable keeps every rule; none where the effort ended without an answer."""
    choices = candidates(event)
    if obstacles(event, choices):
        return False
    standing = Standing(0)
    Search(build_programme(event, choices), standing, effort).find_any()
    return False if standing.is_infeasible else None if standing.breaks is None else True


def _searched(event: Event, choices: Mapping[str, Slots], bound: int, effort: Effort) -> Standing:
    started = time.monotonic()
    programme, standing = build_programme(event, choices), Standing(bound)
    left = max(0.0, effort.seconds - (time.monotonic() - started))
    Search(programme, standing, replace(effort, seconds=left)).run()
    return standing


def _solution(event: Event, standing: Standing) -> Solution:
    if standing.is_infeasible:
        return Solution(Status.IMPOSSIBLE)
    if standing.breaks is None:
        return Solution(Status.UNKNOWN, bound=standing.bound)
    timetable = assign_tables(event, standing.slots)
    breaks = checked_breaks(event, timetable)
    return Solution(
        Status.FOUND, timetable, breaks, standing.bound, is_proved=breaks <= standing.bound
    )


def checked_breaks(event: Event, timetable: Timetable) -> int:
    """The breaks of a timetable, counted anew. Raises if it breaks a rule: never expected."""
    for broken in violations(event, timetable):
        raise TimetableError(
            Text("求解结果未通过复核", "The timetable found did not pass the check"),
            broken,
            Text("请报告这个错误，并附上输入", "Please report this fault, with the input"),
        )
    return sum(breaks_by_participant(event, timetable).values())
