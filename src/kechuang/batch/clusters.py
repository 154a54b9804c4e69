"""Slices computed on a Dask cluster; a killed worker's slices go to another one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from importlib import import_module
from types import TracebackType
from typing import Any, TypeVar

from kechuang.base.errors import Refusal, Text

SECONDS_TO_ANSWER = 10
COMPUTING = Text("集群计算", "computing on a cluster")
T = TypeVar("T")


class ClusterExecutor(Executor):
    """The executor of one client, closed with it."""

    def __init__(self, client: Any) -> None:
        self.client, self.executor = client, client.get_executor()

    def submit(self, task: Callable[..., T], /, *given: Any, **named: Any) -> Future[T]:
        future: Future[T] = self.executor.submit(task, *given, **named)
        return future

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.client.close()


def executor_on(scheduler: str) -> Executor:
    """Refuses an address at which no scheduler answers, and a machine without the client."""
    try:
        connect = import_module("distributed").Client
        return ClusterExecutor(connect(scheduler, timeout=SECONDS_TO_ANSWER))
    except ModuleNotFoundError as missing:
        raise Refusal(
            COMPUTING,
            Text("没有安装 distributed", "distributed is not installed"),
            Text("请安装 distributed，或去掉 --scheduler", "install it, or leave out --scheduler"),
        ) from missing
    except OSError as silent:
        raise Refusal(
            COMPUTING,
            Text(f"{scheduler} 没有应答", f"nothing answers at {scheduler}"),
            Text("请核对 --scheduler 的地址", "check the address given as --scheduler"),
        ) from silent
