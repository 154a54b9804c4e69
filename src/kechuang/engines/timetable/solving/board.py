"""A timetable as arrays: what the compiled steps change, and what they must know of the event."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kechuang.engines.compiled import Ints, Longs
from kechuang.engines.timetable.candidates import Slots, neighbours
from kechuang.engines.timetable.checking import breaks_by_slots
from kechuang.engines.timetable.instance import Event
from kechuang.engines.timetable.solving.walking import (
    BEST,
    BREAKS,
    CROWDED,
    NOBODY,
    OF_CROWDED,
    OF_IDLE,
    OF_UNFAIR,
    UNFAIR,
    unfairness,
    walk,
)

GOLDEN = 0x9E3779B97F4A7C15


class Field:
    """What stays: who meets whom, the slots open to each meeting, precedences; meetings and people
    by their place in the event. ``moves``: every meeting that has a choice, with each slot."""

    def __init__(self, event: Event, choices: Mapping[str, Slots]) -> None:
        self.event = event
        people = {name: number for number, name in enumerate(event.participants)}
        self.names = {meeting.name: number for number, meeting in enumerate(event.meetings)}
        pairs = [[people[name] for name in meeting.pair] for meeting in event.meetings]
        self.pairs = _rows(pairs)
        self.moves = _rows(
            [
                [number, slot]
                for name, number in self.names.items()
                for slot in sorted(choices[name])
                if len(choices[name]) > 1
            ]
        )
        self.allowed = np.zeros((len(pairs), event.slots + 2), dtype=np.uint8)
        for name, number in self.names.items():
            self.allowed[number, sorted(choices[name])] = 1
        self.begins, self.order = _order(event, self.names)

    @property
    def fairness(self) -> int:
        """How many more breaks one may have than another; more than possible where any may."""
        return self.event.slots if self.event.fairness is None else self.event.fairness


class Board:
    """One timetable that walks from a start that keeps every rule, as ``best`` does ever after."""

    def __init__(self, field: Field, slots: Mapping[str, int], seed: int) -> None:
        event, self._field = field.event, field
        self.slots = np.array([slots[name] for name in field.names], dtype=np.int32)
        self.best = self.slots.copy()
        self._seats = np.full((len(event.participants), event.slots + 2), NOBODY, dtype=np.int32)
        for meeting, slot in enumerate(self.slots):
            self._seats[field.pairs[meeting], slot] = meeting
        self._held = np.bincount(self.slots, minlength=event.slots + 2).astype(np.int32)
        breaks = list(breaks_by_slots(event, slots).values())
        self._people = _days(self._seats, breaks)
        self._numbers = np.bincount(breaks, minlength=event.slots + 1)
        crowded = int(np.maximum(self._held - event.tables, 0).sum())
        unfair = unfairness(self._numbers, field.fairness)
        self._sums = np.array([sum(breaks), crowded, unfair, sum(breaks)], dtype=np.int64)
        self._state = np.array([GOLDEN * (seed + 1) % 2**64 or GOLDEN], dtype=np.uint64)

    @property
    def breaks(self) -> int:
        return int(self._sums[BREAKS])

    @property
    def fewest(self) -> int:
        """The breaks of ``best``."""
        return int(self._sums[BEST])

    @property
    def cost(self) -> float:
        """What the steps make small."""
        idle = OF_IDLE * float((self._people[:, 1] - self._people[:, 0]).sum())
        prices = OF_CROWDED * self._sums[CROWDED] + OF_UNFAIR * self._sums[UNFAIR]
        return self.breaks + idle + float(prices)

    def walk(self, steps: int, heat: float) -> None:
        """So many steps; the same from the same seed and start."""
        field = self._field
        walk(
            field.pairs,
            field.moves,
            field.allowed,
            field.begins,
            field.order,
            field.event.tables,
            field.fairness,
            self._seats,
            self.slots,
            self._held,
            self._people,
            self._numbers,
            self._sums,
            self.best,
            self._state,
            steps,
            heat,
        )


def _rows(rows: list[list[int]]) -> Ints:
    return np.array(rows, dtype=np.int32).reshape(-1, 2)


def _order(event: Event, names: Mapping[str, int]) -> tuple[Longs, Ints]:
    """Rows of the other meeting and 1 (it is later) or -1, and where each meeting's rows begin."""
    found, rows, begins = neighbours(event, names), list[list[int]](), [0]
    for meeting in range(len(names)):
        before, after = found.get(meeting, ((), ()))
        rows += [[other, -1] for other in before] + [[other, 1] for other in after]
        begins.append(len(rows))
    return np.array(begins, dtype=np.int64), _rows(rows)


def _days(seats: Ints, breaks: list[int]) -> Ints:
    """First and last busy slot and breaks of each person; without meetings nothing is asked."""
    is_busy = seats != NOBODY
    last = seats.shape[1] - 1 - is_busy[:, ::-1].argmax(axis=1)
    days = np.column_stack([is_busy.argmax(axis=1), last, breaks])
    return np.ascontiguousarray(days, dtype=np.int32)
