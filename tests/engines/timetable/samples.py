"""Small events, and every timetable of them by trying all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from kechuang.engines.timetable import Effort, Event, Meeting, Place, build_event, violations
from kechuang.engines.timetable.tables import assign_tables

QUICK = Effort(seconds=20, workers=1)

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
