"""On SQLite every acknowledgement leaves after the disk has confirmed the commit (strace)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.proof.kills.orders import Notebook
from tests.proof.kills.posting import session_of_a_clerk
from tests.proof.kills.serving import served
from tests.proof.kills.workers import DOOR, customers
from tests.proof.outcomes import Scene

WATCHED = "fdatasync,fsync,pwrite64,write,sendto"
CALL = re.compile(r"^(\d+) +(\w+)\(\d+<([^>]*)>(.*)$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (fdatasync|fsync) resumed>.*= 0$")
RESPONSE = '"HTTP/1.1 201'


class NoStrace(Exception):
    """The machine cannot watch system calls."""


@dataclass(frozen=True)
class Syncs:
    """``confirmed`` of ``acknowledged`` were sent after log, paper and its folder were synced."""

    acknowledged: int
    confirmed: int

    def __add__(self, other: Syncs) -> Syncs:
        return Syncs(self.acknowledged + other.acknowledged, self.confirmed + other.confirmed)

    def __str__(self) -> str:
        return f"{self.confirmed}/{self.acknowledged}"

    @property
    def are_all(self) -> bool:
        return self.confirmed == self.acknowledged > 0


class Watch:
    """What one thread wrote and synced since its last acknowledgement."""

    def __init__(self) -> None:
        self.wrote_log = self.synced_log = False
        self.wrote_paper = self.synced_paper = self.synced_folder = False
        self.syncing = ""

    def written(self, path: str) -> None:
        if path.endswith("-wal"):
            self.wrote_log, self.synced_log = True, False
        self.wrote_paper |= path.endswith(".tmp")

    def synced(self, path: str) -> None:
        if path.endswith("-wal"):
            self.synced_log = self.wrote_log
        elif path.endswith(".tmp"):
            self.synced_paper = True
        elif Path(path).parent.name == "files":
            self.synced_folder = True

    @property
    def is_confirmed(self) -> bool:
        """A seal keeps no paper; where one was written, it and its folder are synced too."""
        is_paper_safe = self.synced_paper and self.synced_folder
        return self.synced_log and (is_paper_safe or not self.wrote_paper)


def measure(lines: Iterable[str]) -> Syncs:
    """Read the record of strace, thread by thread."""
    threads: defaultdict[str, Watch] = defaultdict(Watch)
    confirmed: list[bool] = []
    for line in lines:
        if call := CALL.match(line):
            thread, name, path, rest = call.groups()
            watch = threads[thread]
            if name in ("fdatasync", "fsync"):
                watch.syncing = path
                if rest.endswith("= 0"):
                    watch.synced(path)
            elif path.endswith("/acknowledged") or RESPONSE in rest:
                confirmed.append(watch.is_confirmed)
                threads[thread] = Watch()
            else:
                watch.written(path)
        elif call := RESUMED.match(line):
            threads[call[1]].synced(threads[call[1]].syncing)
    return Syncs(len(confirmed), sum(confirmed))


def syncs_of_writer(scene: Scene, *, count: int, unsynced: bool = False) -> Syncs:
    """A writer process whose acknowledgement is a line in its notebook."""
    name = f"{'unsynced' if unsynced else 'synced'}-writer"
    record, notebook = scene.folder / f"{name}.strace", scene.folder / name
    Notebook(notebook)
    program = [sys.executable, "-m", "tests.proof.kills.writing", str(notebook)]
    program += [f"{scene.seed}-{name}", str(count)] + (["--unsynced"] if unsynced else [])
    subprocess.run([*strace(record), *program], check=True, env=scene.environment())
    return measured(record)


def syncs_of_server(scene: Scene, *, count: int) -> Syncs:
    """The web server, whose acknowledgement is the first byte of its response."""
    record, notebook = scene.folder / "server.strace", Notebook(scene.folder / "synced-server")
    session, under = session_of_a_clerk(), strace(record)
    with (
        served(scene.folder / "log", application=DOOR, under=under) as server,
        customers(server, notebook, f"{scene.seed}-synced", session),
    ):
        while len(notebook.receipts) < count:
            time.sleep(0.05)
    return measured(record)


def strace(record: Path) -> list[str]:
    found = shutil.which("strace")
    if not found:
        raise NoStrace("strace is missing: apt install strace")
    return [found, "-f", "-y", "-qq", "--seccomp-bpf", "-e", f"trace={WATCHED}", "-o", str(record)]


def measured(record: Path) -> Syncs:
    with record.open(encoding="utf-8", errors="replace") as lines:
        return measure(line.rstrip("\n") for line in lines)
