"""The clients of a race, in processes of their own that stay for many races."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from queue import Empty
from typing import Any

from tests.proof.racer.clients import Question, Race, Seat, prepared, serve
from tests.proof.racer.scarce import Scarce
from tests.proof.racer.tally import Tally

TOGETHER_MS = (0,)
JITTERS_MS = (0, 1) * 8 + (50,)
LOOK_S = 5


class Team:
    """``processes`` × ``threads`` clients; used as a context manager.

    ``environment`` tells Django in each process its settings and its database.
    """

    def __init__(self, *, processes: int, threads: int, environment: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("spawn")
        self._barrier = context.Barrier(processes * threads)
        self._answers = context.Queue()
        self._orders = [context.Queue() for _ in range(processes)]
        firsts = range(0, processes * threads, threads)
        self._processes = [
            context.Process(
                target=serve,
                args=(
                    Seat(range(first, first + threads), self._barrier, environment),
                    orders,
                    self._answers,
                ),
                daemon=True,
            )
            for first, orders in zip(firsts, self._orders, strict=True)
        ]

    def __enter__(self) -> Team:
        for process in self._processes:
            process.start()
        return self

    def __exit__(self, *failure: object) -> None:
        for process, orders in zip(self._processes, self._orders, strict=True):
            if failure[0]:
                process.terminate()
            orders.put(None)
            process.join()

    def ask(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What ``function`` answers in one of the processes; both must be picklable."""
        self._orders[0].put(Question(function, arguments))
        return self._answer()

    def tell(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Let every process call ``function``."""
        for orders in self._orders:
            orders.put(Question(function, arguments))
        for _ in self._processes:
            self._answer()

    def prepare(self, scarce: Scarce, turns: range) -> list[Any]:
        things: list[Any] = self.ask(prepared, scarce, turns)
        return things

    def race(
        self,
        scarce: Scarce,
        things: Sequence[Any],
        *,
        seed: int,
        jitters_ms: tuple[int, ...] = JITTERS_MS,
        is_guarded: bool = True,
    ) -> Tally:
        """Let every client attempt each of ``things``; raises ``RuntimeError`` if a client fell."""
        for orders in self._orders:
            orders.put(Race(scarce, things, seed, jitters_ms, is_guarded))
        return sum((self._answer() for _ in self._processes), Tally())

    def _answer(self) -> Any:
        while all(process.is_alive() for process in self._processes):
            try:
                is_well, answer = self._answers.get(timeout=LOOK_S)
            except Empty:
                continue
            if not is_well:
                raise RuntimeError(answer)
            return answer
        raise RuntimeError("a client process ended in the middle of a race")
