"""Computing the slices of a run: here, on every core, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing

from kechuang.batch.clusters import executor_on
from kechuang.batch.executors import executor_for, in_order
from kechuang.cli.rules_files import Told
from kechuang.engines.rulebook import columns
from kechuang.engines.wording import Refusal, Text

MOST_POOLS = 3
Compute = Callable[[columns.Slice], bytes]


def computed(
    told: Told, compute: Compute, workers: int, scheduler: str = ""
) -> Iterator[tuple[columns.Slice, bytes]]:
    """Each slice with its answers, in order; what a killed process left open is computed again."""
    done = 0
    for _ in range(MOST_POOLS):
        try:
            with (
                _executor(told.parts - done, workers, scheduler) as executor,
                closing(in_order(executor, compute, told.after(done))) as results,
            ):
                for part, answers in results:
                    done += 1
                    yield part, answers
            return
        except BrokenProcessPool:
            continue
    raise Refusal(
        Text("全部政策的计算", "the run"),
        Text("计算进程一再被终止", "its processes were killed again and again"),
        Text("请检查内存，或减少 --workers", "check the memory, or take fewer --workers"),
    )


def _executor(parts: int, workers: int, scheduler: str) -> Executor:
    return executor_on(scheduler) if scheduler else executor_for(parts, workers=workers)
