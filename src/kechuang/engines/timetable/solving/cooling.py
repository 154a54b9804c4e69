"""Simulated annealing over chains: finds timetables with few breaks where there is room."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping

from kechuang.engines.timetable.instance import Event
from kechuang.engines.timetable.solving.chains import Board, breaks_in

HOT, COLD = 0.6, 0.15
STRIDE = 1024

Offer = Callable[[int, Mapping[str, int]], None]


class Cooling:
    """Rounds of cooling over one board, which stays where a round has left it.

    ``offer`` gets every timetable that is better than all before it and fair.
    """

    def __init__(self, event: Event, board: Board, offer: Offer, *, seed: int) -> None:
        self._event, self._board, self._offer = event, board, offer
        self._random = random.Random(seed)  # noqa: S311 (search, not secrets)
        self._choices = [sorted(slots) for slots in board.choices]
        self._free = [number for number, slots in enumerate(self._choices) if len(slots) > 1]
        self._best: int | None = None

    def run(self, steps: int, *, until: float, is_over: Callable[[], bool]) -> None:
        """One round, cut short at the time (of the monotonic clock) or when ``is_over``."""
        for done in range(0, steps if self._free else 0, STRIDE):
            if time.monotonic() >= until or is_over():
                return
            heat = HOT * (COLD / HOT) ** (done / steps)
            for _ in range(STRIDE):
                self._step(heat)

    def _step(self, heat: float) -> None:
        draw = self._random.random
        meeting = self._free[int(draw() * len(self._free))]
        slots = self._choices[meeting]
        there = slots[int(draw() * len(slots))]
        if there == self._board.slots[meeting]:
            return
        chain = self._board.chain(meeting, there)
        if chain is None or (chain.change > 0 and draw() >= math.exp(-chain.change / heat)):
            return
        self._board.apply(chain)
        if chain.change < 0:
            self._offer_if_better()

    def _offer_if_better(self) -> None:
        total = self._board.breaks
        if self._best is not None and total >= self._best:
            return
        breaks = [breaks_in(mask) for mask in self._board.masks]
        limit = self._event.fairness
        if limit is not None and max(breaks) - min(breaks) > limit:
            return
        self._best = total
        names = [meeting.name for meeting in self._event.meetings]
        self._offer(total, dict(zip(names, self._board.slots, strict=True)))
