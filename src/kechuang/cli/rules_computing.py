"""Computing the slices of a run: here, on every core, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from importlib import import_module

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
    if not scheduler:
        return executor_for(parts, workers=workers)
    try:
        clusters = import_module("kechuang.batch.clusters")
    except ModuleNotFoundError:
        raise Refusal(
            Text("集群计算", "computing on a cluster"),
            Text("没有安装 distributed", "distributed is not installed"),
            Text("请安装 dask 与 distributed，或去掉 --scheduler", "install it, or leave that out"),
        ) from None
    executor: Executor = clusters.executor_on(scheduler)
    return executor
