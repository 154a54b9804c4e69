"""Needs per second beside other engines, in turn, so that a busy machine is busy for all."""

from __future__ import annotations

import statistics
import sys
import time
from collections import deque
from importlib import import_module
from typing import Any

from kechuang.engines.match.bench.made import MadeTexts, made_documents, made_needs
from kechuang.engines.match.bench.peers import installed

TURNS, BATCH_LETTERS, ONLINE_LETTERS = 3, 100, 300
Figures = dict[str, Any]


def race(count: int, needs: int, top: int) -> list[Figures]:
    """Build each engine over the same documents, then let them answer the same needs in turn."""
    documents = made_documents(count, seed=1)
    rows: list[Figures] = []
    engines: list[Any] = []
    for kind in installed():
        prepared: Any = kind.prepare(documents)
        started = time.process_time()
        engines.append(kind(documents, prepared))
        built = time.process_time() - started
        rows.append({"engine": kind.name, "build_s": built, "peak_mb": peak_mb(), "turns": []})
    for turn in range(TURNS):
        batch = made_needs(needs, BATCH_LETTERS, seed=10 + turn)
        for row, engine in zip(rows, engines, strict=True):
            row["turns"].append(_per_second(engine, batch, top))
    for row, engine in zip(rows, engines, strict=True):
        row["per_second"] = statistics.median(row.pop("turns"))
        row["p50_ms"], row["p95_ms"] = _online(engine, min(needs, 100), top)
    return rows


def peak_mb() -> int:
    """Memory of this process at its highest so far."""
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    resource: Any = import_module("resource")
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit)


def _per_second(engine: Any, needs: MadeTexts, top: int) -> float:
    started = time.process_time()
    deque(engine.search(needs, top), maxlen=0)
    return (len(needs.bounds) - 1) / (time.process_time() - started)


def _online(engine: Any, count: int, top: int) -> tuple[float, float]:
    """Median and 95th percentile of one need at a time, in milliseconds of the processor."""
    times = []
    for turn in range(count):
        need = made_needs(1, ONLINE_LETTERS, seed=1_000 + turn)
        started = time.process_time()
        deque(engine.search(need, top), maxlen=0)
        times.append((time.process_time() - started) * 1000)
    cuts = statistics.quantiles(times, n=20)
    return cuts[9], cuts[18]
