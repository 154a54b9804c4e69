"""Two searches that meet: one refutes numbers of breaks from below, one improves from above.

From below, each number of breaks is a question of its own, answered by clauses without linear
relaxation: what makes the bound cannot be reached is mostly counted in the model already. The
search from above keeps a timetable at hand for when time is short.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from ortools.sat.python import cp_model

from kechuang.engines.timetable.solving.model import Programme
from kechuang.engines.timetable.solving.standing import Standing


class Search:
    """One programme, a standing and a time to end (of the monotonic clock)."""

    def __init__(self, programme: Programme, standing: Standing, *, until: float, seed: int) -> None:
        self.programme, self.standing = programme, standing
        self._until, self._seed = until, seed

    def together(self) -> None:
        """Both searches at once, on two cores, until they meet or time is up."""
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(self.from_below), pool.submit(self.from_above)]:
                done.result()

    def from_below(self) -> None:
        """Ask for the bound; raise it as often as it is refuted."""
        while not self.standing.closed.is_set():
            target = self.standing.bound
            status = self._ask(target)
            if status != cp_model.INFEASIBLE:
                return
            self.standing.raise_bound(target + 1)

    def from_above(self) -> None:
        """Any timetable, then ever better ones."""
        model = self.programme.model.clone()
        model.minimize(self.programme.total)
        model.add(self.programme.total >= self.standing.bound)
        status = self._solve(model)
        if status == cp_model.INFEASIBLE:
            self.standing.refute()
        elif status == cp_model.OPTIMAL and self.standing.breaks is not None:
            self.standing.raise_bound(self.standing.breaks)

    def _ask(self, target: int) -> cp_model.CpSolverStatus:
        model = self.programme.model.clone()
        model.add(self.programme.total <= target)
        return self._solve(model)

    def _solve(self, model: cp_model.CpModel) -> cp_model.CpSolverStatus:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 0
        solver.parameters.random_seed = self._seed
        solver.parameters.max_time_in_seconds = max(0.01, self._until - time.monotonic())
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
        slots = {
            name: next(slot for slot, place in places.items() if self.boolean_value(place))
            for name, places in self._programme.at.items()
        }
        self._standing.offer(self.value(self._programme.total), slots)


def search(
    programme: Programme, bound: int, *, seconds: float, seed: int, workers: int
) -> Standing:
    """The standing after at most ``seconds``."""
    standing = Standing(bound)
    found = Search(programme, standing, until=time.monotonic() + seconds, seed=seed)
    if workers > 1:
        found.together()
    else:
        found.from_above()
    return standing
