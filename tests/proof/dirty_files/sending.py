"""One file through the whole of an import, as its sender goes, and what is wrong then."""

from __future__ import annotations

import io
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from openpyxl import load_workbook

from kechuang.base.actors import system_actor
from kechuang.demands.models import Demand
from kechuang.engines.wording import Refusal
from kechuang.files.storage import get
from kechuang.intake.models import ImportJob
from kechuang.intake.services import (
    Sending,
    check_import,
    confirm_import,
    discard_import,
    map_columns,
    upload_table,
)
from kechuang.outcomes.models import Outcome
from tests.proof.dirty_files.cases import Case
from tests.proof.dirty_files.statements import KIND, stated

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
BY = system_actor("dirty files")
SECONDS = 30
REGISTRIES = {"outcomes": Outcome, "demands": Demand}
Value = TypeVar("Value")
REASONS = "退回原因 / Reason"


@dataclass
class Fate:
    """How the file ended, how long its slowest step took, and what must not have happened."""

    case: Case
    taken: bool = False
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def step(self, work: Callable[[], Value]) -> Value:
        began = time.monotonic()
        try:
            return work()
        finally:
            self.slowest = max(self.slowest, time.monotonic() - began)


def send(case: Case, number: int) -> Fate:
    """Upload, look at the columns, dry run, confirm; every fault is one line."""
    fate = Fate(case)
    try:
        if case.kind == KIND:
            fate.taken, faults = fate.step(lambda: stated(case, number, BY))
            fate.faults += faults
        else:
            job = _imported(fate, Sending(case.kind, case.name, case.make(), f"file {number}"))
            fate.taken = True
            fate.faults += _faults(case, job)
    except Refusal as refusal:
        fate.faults += _wordless(refusal)
    except Exception:
        fate.faults.append(f"crash: {traceback.format_exc(limit=-3)}")
    if case.fate and case.fate != ("taken" if fate.taken else "refused"):
        fate.faults.append(f"should have been {case.fate}")
    if fate.slowest > SECONDS:
        fate.faults.append(f"one step took {fate.slowest:.0f} s")
    return fate


def _imported(fate: Fate, sending: Sending) -> ImportJob:
    job = fate.step(lambda: upload_table(by=BY, at=AT, sending=sending))
    try:
        job = fate.step(lambda: map_columns(by=BY, at=AT, job=job, mapping=job.mapping))
    except Refusal:
        discard_import(by=BY, at=AT, job=job)
        raise
    job = fate.step(lambda: check_import(by=BY, at=AT, job=job))
    fate.faults += unaccounted(fate.case, job)
    return fate.step(lambda: confirm_import(by=BY, at=AT, job=job))


def unaccounted(case: Case, job: ImportJob) -> list[str]:
    """Rows of the file that are neither accepted, nor rejected, nor blank."""
    told = job.accepted + job.rejected + job.blank
    due = job.rows_in if case.rows is None else case.rows
    return [] if told == job.rows_in == due else [f"{due} rows, {job.rows_in} read, {told} told"]


def _faults(case: Case, job: ImportJob) -> Iterator[str]:
    yield from unaccounted(case, job)
    yield from _unreturned(job)
    if registry := REGISTRIES.get(case.kind):
        titles = set(registry.objects.filter(source=job.source).values_list("title", flat=True))
        written = registry.objects.filter(source=job.source).count()
        if written != job.accepted:
            yield f"{job.accepted} accepted, {written} written"
        if lost := set(case.titles) - titles:
            yield f"misread: {sorted(lost)[:3]}"


def _unreturned(job: ImportJob) -> Iterator[str]:
    """Rejected rows come back in a workbook that opens, each with its reason."""
    if not job.rejected:
        return
    if job.returned is None:
        yield "no workbook of the rejected rows"
        return
    book = load_workbook(io.BytesIO(get(job.returned.digest)), read_only=True)
    reasons = sum(_reasons(sheet.iter_rows(values_only=True)) for sheet in book)
    if reasons < job.rejected:
        yield f"{job.rejected} rejected, {reasons} reasons returned"


def _reasons(rows: Iterator[tuple[object, ...]]) -> int:
    column = -1
    count = 0
    for row in rows:
        if column < 0 and REASONS in row:
            column = row.index(REASONS)
        elif 0 <= column < len(row) and row[column]:
            count += 1
    return count


def _wordless(refusal: Refusal) -> list[str]:
    parts = (refusal.what, refusal.why, refusal.mend)
    has_words = all(part.zh.strip() and part.en.strip() for part in parts)
    return [] if has_words else [f"refused without words: {refusal}"]
