"""An event with one-to-one meetings, as the engine takes it from a file or from records.

The problem is the B2B meeting scheduling of Bofill et al., JAIR 74 (2022) 263-301: each meeting in
one slot, nobody in two places at once, no more meetings in a slot than tables; the number of
breaks is least. A break is an unbroken run of idle slots, however long, between two meetings of one
participant; slots in which the participant is away count as idle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property

FAIRNESS = 2


class Session(IntEnum):
    """The half of the day a meeting asks for, numbered as in the B2B files."""

    MORNING = 1
    AFTERNOON = 2
    ANY = 3


@dataclass(frozen=True)
class Meeting:
    """An agreed meeting of two participants, known by its ``name``.

    ``fixed``: the slot it must have (slots count from 1); ``earliest``: no slot before this one;
    ``after``: names of the meetings that must take place in an earlier slot.
    """

    name: str
    first: str
    second: str
    session: Session = Session.ANY
    fixed: int | None = None
    earliest: int = 1
    after: frozenset[str] = frozenset()

    @property
    def pair(self) -> tuple[str, str]:
        return self.first, self.second


@dataclass(frozen=True)
class Event:
    """Slots ``1 … slots``, of which the first ``morning`` are the morning; ``tables`` in each.

    ``forbidden``: slots in which a participant is away; ``closed``: slots without any meeting;
    ``fairness``: how many more breaks one participant may have than another, over all
    participants, those without meetings too (none: no such rule). Made by ``build_event``, which
    refuses what contradicts itself.
    """

    participants: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    tables: int
    slots: int
    morning: int
    forbidden: Mapping[str, frozenset[int]] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()
    fairness: int | None = FAIRNESS

    @cached_property
    def by_name(self) -> Mapping[str, Meeting]:
        return {meeting.name: meeting for meeting in self.meetings}

    @cached_property
    def meetings_of(self) -> Mapping[str, tuple[Meeting, ...]]:
        """The meetings of each participant, in the order of the event."""
        found: dict[str, list[Meeting]] = {name: [] for name in self.participants}
        for meeting in self.meetings:
            for name in meeting.pair:
                found[name].append(meeting)
        return {name: tuple(meetings) for name, meetings in found.items()}

    def away(self, participant: str) -> frozenset[int]:
        """Slots in which ``participant`` is not there."""
        return self.forbidden.get(participant, frozenset())

    def without(self, names: Iterable[str]) -> Event:
        """The same event without these meetings, in others' precedences too."""
        gone = frozenset(names)
        kept = tuple(
            replace(meeting, after=meeting.after - gone)
            for meeting in self.meetings
            if meeting.name not in gone
        )
        return replace(self, meetings=kept)


@dataclass(frozen=True)
class Place:
    """Where and when a meeting takes place; both count from 1."""

    slot: int
    table: int


Timetable = Mapping[str, Place]
