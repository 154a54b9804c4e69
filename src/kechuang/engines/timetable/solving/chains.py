"""Meetings that trade two slots: one wants to move, and whoever is in its way moves back.

The meetings of two slots form paths and loops by the people they share; a chain is what must trade
places together so that nobody is twice in a slot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kechuang.engines.timetable.candidates import Slots, neighbours
from kechuang.engines.timetable.instance import Event

NOBODY = -1
BREAK, IDLE = 1.0, 0.03


@dataclass(slots=True)
class Chain:
    """``forth`` moves from slot ``here`` to ``there``, ``back`` the other way; ``masks``: the busy
    slots (bit ``s`` for slot ``s``) that the people of the chain have afterwards."""

    here: int
    there: int
    forth: Sequence[int]
    back: Sequence[int]
    masks: Mapping[int, int]
    change: float


class Board:
    """A timetable that keeps every rule but fairness, as numbers; it changes by whole chains."""

    def __init__(
        self, event: Event, choices: Mapping[str, Slots], slots: Mapping[str, int]
    ) -> None:
        people = {name: number for number, name in enumerate(event.participants)}
        names = {meeting.name: number for number, meeting in enumerate(event.meetings)}
        self.pairs = [tuple(people[name] for name in one.pair) for one in event.meetings]
        self.choices = [choices[one.name] for one in event.meetings]
        self.slots = [slots[one.name] for one in event.meetings]
        self._tables = event.tables
        self._order = neighbours(event, names)
        self._held = [0] * (event.slots + 1)
        self._seats = [[NOBODY] * len(people) for _ in range(event.slots + 1)]
        self.masks = [0] * len(people)
        self._worth: dict[int, float] = {}
        for meeting, slot in enumerate(self.slots):
            self._held[slot] += 1
            self._sit(meeting, slot, meeting)
            for person in self.pairs[meeting]:
                self.masks[person] |= 1 << slot
        self.breaks = sum(map(breaks_in, self.masks))

    def chain(self, meeting: int, there: int) -> Chain | None:
        """The chain that brings ``meeting`` to slot ``there``; none where a rule forbids it."""
        here = self.slots[meeting]
        parts = self._closure(meeting, here, there)
        if parts is None:
            return None
        forth, back = parts
        more = len(forth) - len(back)
        if self._held[there] + more > self._tables or self._held[here] - more > self._tables:
            return None
        if self._order and not self._keeps_order(forth, there, back, here):
            return None
        masks = self._masks_after(forth, back, (1 << here) ^ (1 << there))
        change = sum(self._cost(now) - self._cost(self.masks[who]) for who, now in masks.items())
        return Chain(here, there, forth, back, masks, change)

    def apply(self, chain: Chain) -> None:
        """Trade the places of a chain that was found on the board as it is."""
        for meeting in chain.forth:
            self._sit(meeting, chain.here, NOBODY)
        for meeting in chain.back:
            self._sit(meeting, chain.there, NOBODY)
        for meetings, slot in ((chain.forth, chain.there), (chain.back, chain.here)):
            for meeting in meetings:
                self.slots[meeting] = slot
                self._sit(meeting, slot, meeting)
        for person, mask in chain.masks.items():
            self.breaks += breaks_in(mask) - breaks_in(self.masks[person])
            self.masks[person] = mask
        more = len(chain.forth) - len(chain.back)
        self._held[chain.there] += more
        self._held[chain.here] -= more

    def _closure(self, first: int, here: int, there: int) -> tuple[list[int], list[int]] | None:
        forth, back, seen = [first], list[int](), {first}
        waiting = [(first, there)]
        while waiting:
            meeting, target = waiting.pop()
            for person in self.pairs[meeting]:
                other = self._seats[target][person]
                if other == NOBODY or other in seen:
                    continue
                is_forth = target == here
                aim = there if is_forth else here
                if aim not in self.choices[other]:
                    return None
                seen.add(other)
                waiting.append((other, aim))
                (forth if is_forth else back).append(other)
        return forth, back

    def _keeps_order(
        self, forth: Sequence[int], there: int, back: Sequence[int], here: int
    ) -> bool:
        now = {**dict.fromkeys(forth, there), **dict.fromkeys(back, here)}
        for meeting, slot in now.items():
            before, after = self._order.get(meeting, ((), ()))
            if any(now.get(one, self.slots[one]) >= slot for one in before):
                return False
            if any(now.get(one, self.slots[one]) <= slot for one in after):
                return False
        return True

    def _masks_after(
        self, forth: Sequence[int], back: Sequence[int], change: int
    ) -> Mapping[int, int]:
        """A person in both directions is busy in both slots before and after."""
        masks: dict[int, int] = {}
        for meetings in (forth, back):
            for meeting in meetings:
                for person in self.pairs[meeting]:
                    masks[person] = masks.get(person, self.masks[person]) ^ change
        return masks

    def _cost(self, mask: int) -> float:
        cost = self._worth.get(mask)
        if cost is None:
            idle = mask.bit_length() - (mask & -mask).bit_length() + 1 - mask.bit_count()
            cost = self._worth[mask] = BREAK * breaks_in(mask) + IDLE * idle
        return cost

    def _sit(self, meeting: int, slot: int, what: int) -> None:
        for person in self.pairs[meeting]:
            self._seats[slot][person] = what


def breaks_in(mask: int) -> int:
    """Runs of busy slots less one; 0 for nobody's day."""
    return (mask & ~(mask << 1)).bit_count() - 1 if mask else 0
