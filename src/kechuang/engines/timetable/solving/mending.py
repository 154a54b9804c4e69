"""A timetable at hand made better: most meetings stay, some people get new slots by clauses."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from ortools.sat.python import cp_model

from kechuang.engines.timetable.checking import breaks_by_slots
from kechuang.engines.timetable.solving.model import Programme
from kechuang.engines.timetable.solving.standing import Standing

Ask = Callable[[cp_model.CpModel, float], cp_model.CpSolverStatus]
SECONDS_EACH = 3.0
LEAST, MOST, STEP = 0.1, 0.9, 1.1


class Mending:
    """Those with breaks and some others, drawn by lot, are free; how many follows what it takes:
    more where a question is refuted, fewer where it is too hard to answer in a few seconds."""

    def __init__(self, programme: Programme, standing: Standing, ask: Ask, *, seed: int) -> None:
        self._programme, self._standing, self._ask = programme, standing, ask
        self._random = random.Random(seed)  # noqa: S311 (search, not secrets)
        self._share = 0.4

    def run(self, *, until: float) -> None:
        """Try until the time (of the monotonic clock)."""
        while time.monotonic() < until and not self._standing.closed.is_set():
            status = self._ask(self._question(), time.monotonic() + SECONDS_EACH)
            change = STEP if status == cp_model.INFEASIBLE else 1 / STEP
            self._share = min(MOST, max(LEAST, self._share * change))

    def _question(self) -> cp_model.CpModel:
        """Fewer breaks, with the meetings of two who are not free where they are."""
        programme, slots = self._programme, self._standing.slots
        free = self._free()
        model = programme.model.clone()
        model.add(programme.total <= (self._standing.breaks or 0) - 1)
        for meeting in programme.event.meetings:
            if free.isdisjoint(meeting.pair):
                model.add(programme.at[meeting.name][slots[meeting.name]] == 1)
        return model

    def _free(self) -> set[str]:
        breaks = breaks_by_slots(self._programme.event, self._standing.slots)
        broken = {name for name, number in breaks.items() if number}
        drawn = (name for name in breaks if self._random.random() < self._share)
        return broken.union(drawn)
