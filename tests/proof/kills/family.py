"""Which processes belong to a process that we started (Linux)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def children_of(pid: int) -> list[int]:
    """The children of ``pid``; none when it has ended."""
    with suppress(FileNotFoundError):
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
        return [int(number) for number in listed.split()]
    return []


def is_running(pid: int) -> bool:
    """False also for a dead process that nobody has asked about yet (a zombie)."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    return False
