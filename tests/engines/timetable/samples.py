"""Small events, drawn ones too, and every timetable of them by trying all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import hypothesis.strategies as some

from kechuang.engines.timetable import (
    Effort,
    Event,
    Meeting,
    Place,
    Session,
    build_event,
    violations,
)
from kechuang.engines.timetable.tables import assign_tables

QUICK = Effort(seconds=20, workers=1)
PEOPLE = ("a", "b", "c", "d", "e")
PAIRS = [(a, b) for n, a in enumerate(PEOPLE) for b in PEOPLE[n + 1 :]]

FILE = """% two tables, three slots
nBusiness = 4;
nMeetings = 3;
nTables = 2;
nTotalSlots = 3;
nMorningSlots = 2;
requested = [|1, 2,3,
|1, 3,1,
|4, 2,3,
|];
meetingsxBusiness = [{1,2,3},
{1,2,4},
{1,3},
{1,4}];
nMeetingsBusiness = [2,2,1,1];
forbidden = [{0},{0,1},{0},{}];
fixed = [0,0,0];
precedences = [{},{},{1}];
"""


def event(*pairs: str, **changes: Any) -> Event:
    """Meetings ``ab``, ``ac`` … of people ``a``, ``b`` …, named by their pair."""
    meetings = changes.pop("meetings", [Meeting(pair, pair[0], pair[1]) for pair in pairs])
    people = sorted({name for meeting in meetings for name in meeting.pair})
    given = {"tables": 2, "slots": 3, "morning": 2, **changes}
    return build_event(participants=people, meetings=meetings, **given)


def every_timetable(given: Event) -> Iterator[dict[str, Place]]:
    """All assignments of slots that keep every rule."""
    names = [meeting.name for meeting in given.meetings]
    for slots in product(range(1, given.slots + 1), repeat=len(names)):
        chosen = dict(zip(names, slots, strict=True))
        if max((slots.count(slot) for slot in slots), default=0) > given.tables:
            continue
        timetable = assign_tables(given, chosen)
        if not violations(given, timetable):
            yield timetable


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
