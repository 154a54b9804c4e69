"""Looking for findings, each invariant in one steady view of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from time import monotonic

from django.db import connection, transaction

from kechuang.base.invariants.truths import Finding, Invariant, found

BEGIN = {
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "sqlite": "BEGIN DEFERRED",
}
SHOWN = 20


@dataclass(frozen=True)
class Examined:
    """An invariant with the first of its findings; ``total`` counts them all."""

    invariant: Invariant
    findings: tuple[Finding, ...]
    total: int
    seconds: float

    @property
    def holds(self) -> bool:
        return self.total == 0


def examine(invariant: Invariant, *, shown: int = SHOWN) -> Examined:
    """Look for everything that contradicts ``invariant``, and keep the first ``shown`` findings.

    A check that stops in the middle has found something too: data that it could not read.
    """
    began = monotonic()
    with steady_view():
        findings = _findings(invariant)
        kept = tuple(islice(findings, shown))
        total = len(kept) + sum(1 for _ in findings)
    return Examined(invariant, kept, total, monotonic() - began)


@contextmanager
def steady_view() -> Iterator[None]:
    """One state of all tables for everything read inside, without keeping writers waiting.

    ``atomic`` would take SQLite's write lock here, and see later commits on PostgreSQL.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _findings(invariant: Invariant) -> Iterator[Finding]:
    try:
        with _contained():
            yield from invariant.find()
    except Exception as stop:
        why = f"{type(stop).__name__}: {stop}"
        yield found(
            invariant.name, f"核对中止，数据无法读取：{why}", f"stopped at unreadable data: {why}"
        )


@contextmanager
def _contained() -> Iterator[None]:
    """Inside somebody's transaction a failed query must not spoil what follows."""
    if not connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        yield
