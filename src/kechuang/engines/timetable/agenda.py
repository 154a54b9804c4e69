"""One participant's part of the problem: how many meetings, in which slots, and where unbroken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kechuang.engines.timetable.candidates import Slots
from kechuang.engines.timetable.instance import Event


@dataclass(frozen=True)
class Agenda:
    """The candidate slots of each meeting of one participant, and the slots of the event.

    Two participants with equal agendas are interchangeable as long as only slots are counted.
    """

    choices: tuple[Slots, ...]
    slots: int

    @property
    def size(self) -> int:
        return len(self.choices)

    @cached_property
    def possible(self) -> Slots:
        """Slots in which at least one of the meetings may be."""
        return frozenset().union(*self.choices)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """First slots from which all meetings fit without a break."""
        last = self.slots - self.size + 1
        return tuple(start for start in range(1, last + 1) if self._fits(start))

    @property
    def can_break(self) -> bool:
        """False for a single meeting, and where every possible slot is busy and none between."""
        width = max(self.possible) - min(self.possible) + 1
        return self.size > 1 and self.size < width

    def span(self, start: int) -> range:
        return range(start, start + self.size)

    def needed_until(self, slot: int) -> int:
        """How many of the meetings cannot be later than ``slot``."""
        return sum(max(choice) <= slot for choice in self.choices)

    def needed_from(self, slot: int) -> int:
        """How many of the meetings cannot be earlier than ``slot``."""
        return sum(min(choice) >= slot for choice in self.choices)

    def _fits(self, start: int) -> bool:
        span = frozenset(self.span(start))
        return span <= self.possible and has_matching([choice & span for choice in self.choices])


def agendas(event: Event, choices: Mapping[str, Slots]) -> dict[str, Agenda]:
    """The agenda of every participant who has a meeting. Every meeting has a candidate."""
    return {
        name: Agenda(tuple(sorted((choices[m.name] for m in meetings), key=sorted)), event.slots)
        for name, meetings in event.meetings_of.items()
        if meetings
    }


def has_matching(choices: Sequence[Slots]) -> bool:
    """Whether each meeting can have a slot of its own (augmenting paths)."""
    taken: dict[int, int] = {}
    return all(_place(number, choices, taken, set()) for number in range(len(choices)))


def _place(number: int, choices: Sequence[Slots], taken: dict[int, int], tried: set[int]) -> bool:
    for slot in choices[number] - tried:
        tried.add(slot)
        if slot not in taken or _place(taken[slot], choices, taken, tried):
            taken[slot] = number
            return True
    return False
