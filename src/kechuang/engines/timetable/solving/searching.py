"""Two searches that meet: one refutes numbers of breaks from below, one improves from above.

From below, each number of breaks is a question of its own, answered by clauses without linear
relaxation: what makes the bound cannot be reached is mostly counted in the model already. The
search from above keeps a timetable at hand for when time is short.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from ortools.sat.python import cp_model

from kechuang.engines.timetable.solving.model import Programme
from kechuang.engines.timetable.solving.standing import Standing
from kechuang.engines.timetable.solving.tempering import Tempering


@dataclass(frozen=True)
class Effort:
    """How long to search (seconds by the clock on the wall), from which seed, on how many cores.

    With one core the same seed gives the same timetable where the search from below finds one in
    its half of the time, which is the rule; everything else depends on the clock. With two cores,
    which search comes first decides between timetables of equally many breaks.
    """

    seconds: float = 120.0
    seed: int = 1
    workers: int = 2


class Search:
    """One programme, the standing it fills, and the effort from now on."""

    def __init__(self, programme: Programme, standing: Standing, effort: Effort) -> None:
        self.programme, self.standing = programme, standing
        self._until, self._seed = time.monotonic() + effort.seconds, effort.seed
        self._workers = effort.workers

    def run(self) -> None:
        """Both searches until they meet or time is up: at once, or one after the other."""
        if self._workers == 1:
            self.from_below(share=0.5)
            if not self.standing.closed.is_set():
                self.from_above()
            return
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(self.from_below), pool.submit(self.from_above)]:
                done.result()

    def find_any(self) -> None:
        """One timetable, however many breaks it has."""
        if self._solve(self.programme.model) == cp_model.INFEASIBLE:
            self.standing.refute()

    def from_below(self, *, share: float = 1.0) -> None:
        """Ask for the bound; raise it as often as it is refuted; within a share of the time."""
        until = time.monotonic() + share * (self._until - time.monotonic())
        while not self.standing.closed.is_set():
            target = self.standing.bound
            status = self._ask(target, until)
            if status != cp_model.INFEASIBLE:
                return
            if target >= self.programme.most:
                self.standing.refute()
            self.standing.raise_bound(target + 1)

    def from_above(self) -> None:
        """Any timetable; then ever better ones."""
        self.find_any()
        if self.standing.breaks is None:
            return
        event, standing = self.programme.event, self.standing
        tempering = Tempering(
            event, self.programme.choices, standing.slots, standing.offer, seed=self._seed
        )
        tempering.run(until=self._until, is_over=standing.closed.is_set)

    def _ask(self, target: int, until: float) -> cp_model.CpSolverStatus:
        model = self.programme.model.clone()
        model.add(self.programme.total <= target)
        return self._solve(model, until)

    def _solve(
        self, model: cp_model.CpModel, until: float | None = None
    ) -> cp_model.CpSolverStatus:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 0
        solver.parameters.random_seed = self._seed
        solver.parameters.max_time_in_seconds = max(0.01, (until or self._until) - time.monotonic())
        finished = threading.Event()
        watch = threading.Thread(target=self._stop_when_closed, args=(solver, finished))
        watch.start()
        try:
            return solver.solve(model, _Offering(self.programme, self.standing))
        finally:
            finished.set()
            watch.join()

    def _stop_when_closed(self, solver: cp_model.CpSolver, finished: threading.Event) -> None:
        while not finished.wait(0.02):
            if self.standing.closed.is_set():
                solver.stop_search()


class _Offering(cp_model.CpSolverSolutionCallback):
    """Hands every timetable found to the standing."""

    def __init__(self, programme: Programme, standing: Standing) -> None:
        super().__init__()
        self._programme, self._standing = programme, standing

    def on_solution_callback(self) -> None:
        slots = self._programme.slots_in(self.boolean_value)
        self._standing.offer(self.value(self._programme.total), slots)
