"""A PostgreSQL server of our own in a temporary folder, to be killed as often as we like."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.proof.kills.family import children_of, is_running
from tests.proof.kills.serving import HOST, free_port

OWNER = "postgres"
START_SECONDS = GONE_SECONDS = 30.0
QUICK_TO_LAY = ("--auth=trust", "--no-sync", "--wal-segsize=1", f"--username={OWNER}")


class NoServerPrograms(Exception):
    """The programs of a PostgreSQL server are not on this machine."""


class Cluster:
    """``options`` are server settings, such as ``synchronous_commit=off``."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.data = folder / "data"
        self.port = free_port()
        self.url = f"postgres://{OWNER}@{HOST}:{self.port}/postgres"
        own = (f"port={self.port}", f"listen_addresses={HOST}", f"unix_socket_directories={folder}")
        self.settings = [word for each in (*own, *options) for word in ("-c", each)]
        subprocess.run(
            [server_program("initdb"), "-D", str(self.data), *QUICK_TO_LAY], check=True, **owned()
        )
        self.start()

    def start(self) -> None:
        """Returns when the server answers: a recovery is over by then."""
        program = [server_program("postgres"), "-D", str(self.data), *self.settings]
        self.postmaster = subprocess.Popen(program, **owned())
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline or self.postmaster.poll() is not None:
                raise TimeoutError("the PostgreSQL server did not start again")
            time.sleep(0.02)

    def answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url) as session:
            return session.execute("SELECT 1").fetchone() == (1,)
        return False

    def restart(self) -> None:
        """An orderly end that cuts every session off, and a new start."""
        self.postmaster.send_signal(signal.SIGINT)
        self.postmaster.wait(GONE_SECONDS)
        self.start()

    def kill(self) -> None:
        """SIGKILL to every process of the server; returns when none of them runs."""
        children = children_of(self.postmaster.pid)
        self.postmaster.kill()
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.postmaster.wait()
        deadline = time.monotonic() + GONE_SECONDS
        while any(map(is_running, children)) and time.monotonic() < deadline:
            time.sleep(0.002)


@contextmanager
def own_cluster(*options: str, inside: Path | None = None) -> Iterator[Cluster]:
    """An empty cluster, started; below ``inside`` where given. It is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="kechuang-cluster-", dir=inside) as name:
        if os.geteuid() == 0:
            shutil.chown(name, OWNER)
        cluster = Cluster(Path(name), *options)
        try:
            yield cluster
        finally:
            cluster.kill()


def owned() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; then its own user runs it."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    if os.geteuid() == 0:
        return {**quiet, "user": OWNER, "group": OWNER, "extra_groups": []}
    return quiet


def server_program(name: str) -> str:
    packaged = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = str(packaged[-1]) if packaged else shutil.which(name)
    if not found:
        raise NoServerPrograms(f"{name} is missing: apt install postgresql")
    return found
