"""Ceilings the operating system enforces on the process that parses strangers' files."""

from __future__ import annotations

import sys

from kechuang.base.sheets.limits import Limits

if sys.platform != "win32":
    import resource


def raise_fences(limits: Limits) -> None:
    """Bound memory, processor time and output of this process; on Windows only the clock does."""
    if sys.platform == "win32":
        return
    for kind, ceiling in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, limits.text_characters * 8 + limits.unpacked_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard)
        resource.setrlimit(kind, (allowed, allowed))
