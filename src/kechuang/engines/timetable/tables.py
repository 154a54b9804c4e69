"""Tables for meetings whose slots are known: each stays where its people were, if it can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kechuang.engines.timetable.instance import Event, Meeting, Place, Timetable


def assign_tables(
    event: Event, slots: Mapping[str, int], *, earlier: Timetable | None = None
) -> dict[str, Place]:
    """A place for each meeting, in the order of the event.

    A meeting that keeps its slot of the ``earlier`` timetable keeps its table; otherwise it prefers
    the table at which one of the two sat before, so that few people walk. No slot has more meetings
    than tables.
    """
    found: dict[str, Place] = {}
    last: dict[str, int] = {}
    for slot, meetings in _by_slot(event, slots):
        wishes = [(meeting, _wish(meeting, slot, earlier or {}, last)) for meeting in meetings]
        for meeting, table in _seated(wishes, event.tables):
            found[meeting.name] = Place(slot, table)
            last.update(dict.fromkeys(meeting.pair, table))
    return {meeting.name: found[meeting.name] for meeting in event.meetings}


def _by_slot(event: Event, slots: Mapping[str, int]) -> Iterator[tuple[int, list[Meeting]]]:
    found: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in event.meetings:
        found[slots[meeting.name]].append(meeting)
    yield from sorted(found.items())


def _wish(
    meeting: Meeting, slot: int, earlier: Timetable, last: Mapping[str, int]
) -> tuple[int, list[int]]:
    """``(rank, tables)``: those with a place of an earlier timetable choose first."""
    place = earlier.get(meeting.name)
    if place is not None and place.slot == slot:
        return 0, [place.table]
    return 1, [last[name] for name in meeting.pair if name in last]


def _seated(
    wishes: list[tuple[Meeting, tuple[int, list[int]]]], tables: int
) -> Iterator[tuple[Meeting, int]]:
    free = set(range(1, tables + 1))
    standing = []
    for meeting, (_, wanted) in sorted(wishes, key=lambda wish: wish[1][0]):
        table = next((table for table in wanted if table in free), None)
        if table is None:
            standing.append(meeting)
            continue
        free.remove(table)
        yield meeting, table
    yield from zip(standing, sorted(free), strict=False)
