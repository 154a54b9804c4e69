"""Garbage of tests and proofs: hardly any of it lies in cycles, and looking for it is a tenth of
their time."""

from __future__ import annotations

import gc

__all__ = ["collect_rarely"]


def collect_rarely() -> None:
    """From now on; what is loaded by now is not looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
