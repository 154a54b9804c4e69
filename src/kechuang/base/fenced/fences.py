"""Ceilings the operating system enforces on the process that parses strangers' files."""

from __future__ import annotations

import sys
from typing import Protocol

if sys.platform != "win32":
    import resource


class Ceilings(Protocol):
    """What every family of limits tells the fence."""

    @property
    def file_bytes(self) -> int: ...
    @property
    def output_bytes(self) -> int: ...
    @property
    def seconds(self) -> int: ...
    @property
    def memory_bytes(self) -> int: ...


def raise_fences(limits: Ceilings) -> None:
    """Bound memory, processor time and output of this process; on Windows only the clock does."""
    if sys.platform == "win32":
        return
    for kind, ceiling in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard)
        resource.setrlimit(kind, (allowed, allowed))
