"""What a timetable breaks, recomputed from the event alone; nothing of the solver is used here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from kechuang.engines.timetable.instance import Event, Meeting, Session, Timetable
from kechuang.engines.wording import Text


def breaks_by_participant(event: Event, timetable: Timetable) -> dict[str, int]:
    """How many runs of idle slots each participant has between meetings."""
    return breaks_by_slots(event, {name: place.slot for name, place in timetable.items()})


def breaks_by_slots(event: Event, slot_of: Mapping[str, int]) -> dict[str, int]:
    """The same of meetings that have no tables yet."""
    slots: dict[str, list[int]] = {name: [] for name in event.participants}
    for meeting in event.meetings:
        for name in (meeting.first, meeting.second):
            slots[name].append(slot_of[meeting.name])
    return {
        name: sum(later - before > 1 for before, later in pairwise(sorted(mine)))
        for name, mine in slots.items()
    }


def violations(event: Event, timetable: Timetable) -> list[Text]:
    """Every rule of the event that the timetable breaks; empty when it keeps them all."""
    unknown = timetable.keys() - {meeting.name for meeting in event.meetings}
    found = [Text(f"没有洽谈“{name}”", f"there is no meeting “{name}”") for name in sorted(unknown)]
    missing = [meeting for meeting in event.meetings if meeting.name not in timetable]
    found += [_of(one, Text("没有时段", "has no slot")) for one in missing]
    if found:
        return found
    for meeting in event.meetings:
        found += (_of(meeting, what) for what in _misplaced(event, meeting, timetable))
    return [*found, *_crowded(event, timetable), *_unfair(event, timetable)]


def _of(meeting: Meeting, what: Text) -> Text:
    return Text(f"洽谈“{meeting.name}”{what.zh}", f"meeting “{meeting.name}” {what.en}")


def _misplaced(event: Event, meeting: Meeting, timetable: Timetable) -> Iterator[Text]:
    slot, table = timetable[meeting.name].slot, timetable[meeting.name].table
    if not 1 <= slot <= event.slots or slot in event.closed:
        yield Text(f"在不开放的第{slot}时段", f"is in slot {slot}, which is not open")
    if not 1 <= table <= event.tables:
        yield Text(f"在不存在的{table}号桌", f"is at table {table}, which does not exist")
    for name in (meeting.first, meeting.second):
        if slot in event.forbidden.get(name, ()):
            yield Text(f"时“{name}”不在", f"is when “{name}” is away")
    for before in sorted(meeting.after):
        if timetable[before].slot >= slot:
            yield Text(f"须在“{before}”之后", f"must come after “{before}”")
    yield from _unwished(event, meeting, slot)


def _unwished(event: Event, meeting: Meeting, slot: int) -> Iterator[Text]:
    if meeting.fixed not in (None, slot):
        yield Text(f"须在第{meeting.fixed}时段", f"must be in slot {meeting.fixed}")
    if slot < meeting.earliest:
        yield Text(f"早于第{meeting.earliest}时段", f"is before slot {meeting.earliest}")
    if meeting.session is Session.MORNING and slot > event.morning:
        yield Text("须在上午", "must be in the morning")
    if meeting.session is Session.AFTERNOON and slot <= event.morning:
        yield Text("须在下午", "must be in the afternoon")


def _crowded(event: Event, timetable: Timetable) -> Iterator[Text]:
    people: Counter[tuple[str, int]] = Counter()
    tables = Counter((place.slot, place.table) for place in timetable.values())
    for meeting in event.meetings:
        slot = timetable[meeting.name].slot
        people.update([(meeting.first, slot), (meeting.second, slot)])
    for (name, slot), number in people.items():
        if number > 1:
            yield Text(
                f"“{name}”在第{slot}时段有{number}场洽谈",
                f"“{name}” has {number} meetings in slot {slot}",
            )
    for (slot, table), number in tables.items():
        if number > 1:
            yield Text(
                f"{table}号桌在第{slot}时段有{number}场洽谈",
                f"table {table} has {number} meetings in slot {slot}",
            )


def _unfair(event: Event, timetable: Timetable) -> Iterator[Text]:
    breaks = breaks_by_participant(event, timetable)
    if event.fairness is None or not breaks:
        return
    gap = max(breaks.values()) - min(breaks.values())
    if gap > event.fairness:
        yield Text(
            f"各方空档数相差{gap}，大于{event.fairness}",
            f"numbers of breaks differ by {gap}, more than {event.fairness}",
        )
