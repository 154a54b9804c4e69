"""Breaks and moves against each other, at a price."""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from kechuang.engines.timetable.candidates import candidates
from kechuang.engines.timetable.instance import Event, Timetable
from kechuang.engines.timetable.obstacles import obstacles
from kechuang.engines.timetable.solving.model import Programme, build_programme
from kechuang.engines.timetable.solving.searching import Effort
from kechuang.engines.timetable.solving.solve import Solution, Status, checked_breaks
from kechuang.engines.timetable.tables import assign_tables


@dataclass(frozen=True)
class Price:
    """What a break costs, and what it costs to give a meeting another slot (whole numbers)."""

    of_break: int
    of_move: int

    @classmethod
    def breaks_first(cls, event: Event) -> Price:
        """One break outweighs moving every meeting."""
        return cls(len(event.meetings) + 1, 1)


def cheapest(event: Event, earlier: Timetable, price: Price, effort: Effort) -> Solution:
    """The timetable of least cost found within the effort; proved where none costs less."""
    choices = candidates(event)
    if reasons := obstacles(event, choices):
        return Solution(Status.IMPOSSIBLE, reasons=tuple(reasons))
    programme = build_programme(event, choices)
    _add_cost(programme, earlier, price)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = effort.workers
    solver.parameters.random_seed = effort.seed
    solver.parameters.max_time_in_seconds = effort.seconds
    status = solver.solve(programme.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        is_known = status == cp_model.INFEASIBLE
        return Solution(Status.IMPOSSIBLE if is_known else Status.UNKNOWN)
    timetable = assign_tables(event, programme.slots_in(solver.boolean_value), earlier=earlier)
    breaks = checked_breaks(event, timetable)
    return Solution(Status.FOUND, timetable, breaks, is_proved=status == cp_model.OPTIMAL)


def _add_cost(programme: Programme, earlier: Timetable, price: Price) -> None:
    moved = []
    for name, places in programme.at.items():
        if name not in earlier:
            continue
        old = places.get(earlier[name].slot)
        moved.append(1 if old is None else 1 - old)
        for slot, place in places.items():
            programme.model.add_hint(place, slot == earlier[name].slot)
    programme.model.minimize(price.of_break * programme.total + price.of_move * sum(moved))
