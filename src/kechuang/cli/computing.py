"""Slices computed here, on every core, or on a cluster; results come back in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from typing import TypeVar

from kechuang.batch.clusters import executor_on
from kechuang.batch.executors import executor_for, in_order
from kechuang.engines.wording import Refusal, Text

MOST_POOLS = 3
Job = TypeVar("Job")
Result = TypeVar("Result")


def computed_in_order(
    compute: Callable[[Job], Result],
    after: Callable[[int], Iterable[Job]],
    parts: int,
    *,
    workers: int | None,
    scheduler: str = "",
) -> Iterator[tuple[Job, Result]]:
    """Each slice with its result; what a killed process left open is computed again.

    ``after(done)`` gives the slices that follow the first ``done`` of all ``parts``.
    """
    done = 0
    for _ in range(MOST_POOLS):
        try:
            with (
                _executor(parts - done, workers, scheduler) as executor,
                closing(in_order(executor, compute, after(done))) as results,
            ):
                for part, result in results:
                    done += 1
                    yield part, result
            return
        except BrokenProcessPool:
            continue
    raise Refusal(
        Text("整个计算", "the run"),
        Text("计算进程一再被终止", "its processes were killed again and again"),
        Text("请检查内存，或减少进程数", "check the memory, or take fewer processes"),
    )


def _executor(parts: int, workers: int | None, scheduler: str) -> Executor:
    return executor_on(scheduler) if scheduler else executor_for(parts, workers=workers)
