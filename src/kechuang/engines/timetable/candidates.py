"""Which slots each meeting may have, after session, fixed slot, absences and precedences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kechuang.engines.timetable.instance import Event, Meeting, Session

Slots = frozenset[int]


def session_slots(event: Event, session: Session) -> Slots:
    """The slots of a half of the day; all of them for ``ANY``."""
    first = event.morning + 1 if session is Session.AFTERNOON else 1
    last = event.morning if session is Session.MORNING else event.slots
    return frozenset(range(first, last + 1))


def own_slots(event: Event, meeting: Meeting) -> Slots:
    """What the meeting allows by itself, precedences left aside."""
    slots = session_slots(event, meeting.session) - event.closed
    slots &= frozenset(range(meeting.earliest, event.slots + 1))
    slots -= event.away(meeting.first) | event.away(meeting.second)
    return slots if meeting.fixed is None else slots & {meeting.fixed}


def candidates(event: Event) -> Mapping[str, Slots]:
    """The slots of each meeting by name; an empty set where there is none.

    Chains of precedences push meetings away from both ends of the day, until nothing changes.
    """
    found = {meeting.name: own_slots(event, meeting) for meeting in event.meetings}
    pairs = [(before, meeting.name) for meeting in event.meetings for before in meeting.after]
    is_changed = True
    while is_changed:
        cut = [_in_order(found, before, later) for before, later in pairs]
        is_changed = any(cut)
    return found


def _in_order(found: dict[str, Slots], before: str, later: str) -> bool:
    """Leave only slots that have a partner on the right side; whether any was dropped."""
    early, late = found[before], found[later]
    found[before] = _such(early, (slot for slot in early if slot < max(late, default=0)))
    found[later] = _such(late, (slot for slot in late if slot > min(early, default=slot)))
    return found[before] != early or found[later] != late


def _such(slots: Slots, kept: Iterable[int]) -> Slots:
    return slots & frozenset(kept)


def neighbours(event: Event, names: Mapping[str, int]) -> dict[int, tuple[list[int], list[int]]]:
    """By meeting, those that come before it and those that come after it."""
    found: dict[int, tuple[list[int], list[int]]] = {}
    for meeting in event.meetings:
        for before in sorted(meeting.after):
            late, early = names[meeting.name], names[before]
            found.setdefault(late, ([], []))[0].append(early)
            found.setdefault(early, ([], []))[1].append(late)
    return found
