"""Tiny events: what the engine answers is what trying every timetable answers."""

import pytest
from hypothesis import HealthCheck, given, settings

from kechuang.engines.timetable import (
    Event,
    Meeting,
    Status,
    breaks_by_participant,
    build_event,
    solve,
    violations,
)
from kechuang.engines.timetable.agenda import agendas
from kechuang.engines.timetable.candidates import candidates
from kechuang.engines.timetable.solving import Effort
from kechuang.engines.timetable.solving.bound import least_breaks
from tests.engines.timetable.samples import PAIRS, PEOPLE, QUICK, events, every_timetable


def fewest(found: Event) -> int | None:
    totals = (sum(breaks_by_participant(found, one).values()) for one in every_timetable(found))
    return min(totals, default=None)


@pytest.mark.parametrize("workers", [1, 2])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events())
def test_the_fewest_breaks_are_found_and_proved(workers: int, found: Event) -> None:
    solution = solve(found, Effort(20, workers=workers))

    assert solution.breaks == fewest(found)
    if solution.breaks is None:
        assert solution.status is Status.IMPOSSIBLE
    else:
        assert solution.is_proved
        assert solution.bound == solution.breaks
        assert violations(found, solution.timetable) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events())
def test_counting_alone_never_promises_too_many_breaks(found: Event) -> None:
    least, choices = fewest(found), candidates(found)
    if least is not None:
        bound = least_breaks(found, agendas(found, choices).values(), seconds=20)

        assert bound is not None
        assert bound <= least


def test_one_core_answers_the_same_timetable_every_time() -> None:
    meetings = [Meeting(a + b, a, b) for a, b in PAIRS]
    found = build_event(participants=PEOPLE, meetings=meetings, tables=2, slots=7, morning=4)

    assert solve(found, QUICK) == solve(found, QUICK)
