"""A disk that can be filled and freed: a small tmpfs, or else a limit on what may be written."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from tests.proof.kills.family import children_of

MEGABYTE = 1_000_000


class Disk(Protocol):
    name: str
    folder: Path

    def fill(self, pids: Iterable[int], *, leaving: int) -> None:
        """Nothing but ``leaving`` bytes can be added, by the processes ``pids`` at least."""

    def free(self, pids: Iterable[int]) -> None:
        """There is room again."""


class SmallDisk:
    """A file system in memory that a large file fills."""

    name = "tmpfs"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.filler = folder / "filler"

    def fill(self, pids: Iterable[int], *, leaving: int) -> None:
        with self.filler.open("wb") as filler, suppress(OSError):
            found = os.statvfs(self.folder)
            room = found.f_bavail * found.f_frsize - leaving
            if room > 0:
                os.posix_fallocate(filler.fileno(), 0, room)

    def free(self, pids: Iterable[int]) -> None:
        self.filler.unlink(missing_ok=True)


class SizeLimit:
    """Where nothing may be mounted: no file can be written beyond a limit (RLIMIT_FSIZE)."""

    name = "RLIMIT_FSIZE"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, pids: Iterable[int], *, leaving: int) -> None:
        self._limit(pids, leaving)

    def free(self, pids: Iterable[int]) -> None:
        self._limit(pids, resource.RLIM_INFINITY)

    def _limit(self, pids: Iterable[int], size: int) -> None:
        for pid in pids:
            with suppress(ProcessLookupError, PermissionError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def small_disk(*, megabytes: int) -> Iterator[Disk]:
    """In a folder that the database server's own user may enter, too."""
    with tempfile.TemporaryDirectory(prefix="kechuang-disk-") as name:
        Path(name).chmod(0o711)
        folder = Path(name) / "small"
        folder.mkdir()
        if not is_mounted(folder, megabytes * MEGABYTE):
            yield SizeLimit(folder)
            return
        try:
            yield SmallDisk(folder)
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def is_mounted(folder: Path, size: int) -> bool:
    """Only root may mount, and not in every container."""
    if os.geteuid() != 0:
        return False
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(mount, stderr=subprocess.DEVNULL).returncode == 0


def with_children(pid: int) -> list[int]:
    return [pid, *children_of(pid)]
