"""Slices computed on a Dask cluster; a killed worker's slices go to another one."""

from __future__ import annotations

from concurrent.futures import Executor
from types import TracebackType

from distributed import Client

from kechuang.base.errors import Refusal, Text

SECONDS_TO_ANSWER = 10


class ClusterExecutor(Executor):
    """The executor of one client, closed with it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.submit = client.get_executor().submit

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.client.close()


def executor_on(scheduler: str) -> Executor:
    """Refuses an address at which no scheduler answers."""
    try:
        return ClusterExecutor(Client(scheduler, timeout=SECONDS_TO_ANSWER))
    except OSError as silent:
        raise Refusal(
            Text("集群计算", "computing on a cluster"),
            Text(f"{scheduler} 没有应答", f"nothing answers at {scheduler}"),
            Text("请核对 --scheduler 的地址", "check the address given as --scheduler"),
        ) from silent
