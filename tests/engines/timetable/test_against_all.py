"""Tiny events: what the engine answers is what trying every timetable answers."""

import hypothesis.strategies as some
import pytest
from hypothesis import HealthCheck, given, settings

from kechuang.engines.timetable import (
    Event,
    Meeting,
    Session,
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
from tests.engines.timetable.samples import QUICK, every_timetable

PEOPLE = ("a", "b", "c", "d", "e")
PAIRS = [(a, b) for n, a in enumerate(PEOPLE) for b in PEOPLE[n + 1 :]]


@some.composite
def events(draw: some.DrawFn) -> Event:
    slots = draw(some.integers(3, 5))
    pairs = draw(some.lists(some.sampled_from(PAIRS), min_size=1, max_size=5))
    sessions = some.sampled_from([Session.ANY, Session.ANY, Session.MORNING, Session.AFTERNOON])
    places = range(len(pairs))
    names = [str(number) for number in places]
    earlier = [some.lists(some.sampled_from(names[:n] or names), max_size=n and 1) for n in places]
    meetings = [
        Meeting(
            name,
            *pair,
            session=draw(sessions),
            fixed=draw(some.sampled_from([None, None, None, draw(some.integers(1, slots))])),
            after=frozenset(draw(earlier[n])),
        )
        for n, (name, pair) in enumerate(zip(names, pairs, strict=True))
    ]
    away = some.frozensets(some.integers(1, slots), max_size=2)
    return build_event(
        participants=PEOPLE,
        meetings=meetings,
        tables=draw(some.integers(1, 2)),
        slots=slots,
        morning=draw(some.integers(0, slots)),
        forbidden=draw(some.dictionaries(some.sampled_from(PEOPLE), away, max_size=2)),
        closed=draw(some.frozensets(some.integers(1, slots), max_size=1)),
        fairness=draw(some.sampled_from([None, 0, 1, 2])),
    )


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
