"""Where slices are computed: in this process, or on every core; results come back in order."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

WORTH_A_POOL = 4
AHEAD = 16
Job = TypeVar("Job")
Result = TypeVar("Result")


class AskedFuture(Future[Any]):
    """Computes when its result is asked for, so that one part is kept before the next begins."""

    def __init__(self, compute: Callable[[], object]) -> None:
        super().__init__()
        self._compute = compute

    def result(self, timeout: float | None = None) -> Any:
        if not self.done():
            self.set_result(self._compute())
        return super().result(timeout)


class InlineExecutor(Executor):
    """Runs each call in this process."""

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future[Any]:
        return AskedFuture(lambda: fn(*args, **kwargs))


def executor_for(jobs: int, *, workers: int | None = None) -> Executor:
    """An executor fit for ``jobs`` slices; ``workers=1`` keeps everything in this process."""
    count = workers or os.cpu_count() or 1
    if count == 1 or jobs < WORTH_A_POOL:
        return InlineExecutor()
    method = "forkserver" if os.name == "posix" else "spawn"
    return ProcessPoolExecutor(min(count, jobs), mp_context=multiprocessing.get_context(method))


def in_order(
    executor: Executor, function: Callable[[Job], Result], jobs: Iterable[Job]
) -> Generator[tuple[Job, Result], None, None]:
    """Each job with its result, in the order of ``jobs``, while a few later ones are computed.

    Close it to give up what has not begun.
    """
    waiting: deque[tuple[Job, Future[Result]]] = deque()
    try:
        for job in jobs:
            waiting.append((job, executor.submit(function, job)))
            if len(waiting) > AHEAD:
                yield _next_of(waiting)
        while waiting:
            yield _next_of(waiting)
    finally:
        for _, future in waiting:
            future.cancel()


def _next_of(waiting: deque[tuple[Job, Future[Result]]]) -> tuple[Job, Result]:
    job, future = waiting.popleft()
    return job, future.result()
