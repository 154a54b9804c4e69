"""The dry run: every row judged, the effect rehearsed, the rejected rows sent back."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.sheets import Rejection, read_table, return_rejections
from kechuang.engines.wording import Text
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.files.storage import get, path_of
from kechuang.intake.checking import Checked, Progress, check_table
from kechuang.intake.mapping import mapped_columns
from kechuang.intake.models import ImportJob
from kechuang.intake.selectors import kind_of, terms_of
from kechuang.intake.services.locking import locked_job
from kechuang.intake.services.writing import rehearse
from kechuang.intake.states import JobState, Work
from kechuang.parties.services import ImportCount

PROBLEMS_KEPT = 50
WARNINGS_KEPT = 50
CHECKABLE = frozenset({JobState.MAPPED, JobState.CHECKED})


def check_import(
    *, by: Actor, at: datetime, job: ImportJob, progress: Progress = lambda rows: None
) -> ImportJob:
    """Judge every row and rehearse the writing; no record of a registry changes."""
    checked = examine(by=by, at=at, job=job, progress=progress)
    count = rehearse(kind_of(job), checked.drafts, terms_of(job, by=by, at=at))
    return _keep(by, at, job, checked, count, _returned(job, checked))


def examine(
    *, by: Actor, at: datetime, job: ImportJob, progress: Progress = lambda rows: None
) -> Checked:
    """Read the stored file under the job's mapping."""
    kind = kind_of(job)
    table = read_table(path_of(job.original.digest), name=job.original.name)
    columns = mapped_columns(kind, table.header, job.mapping)
    return check_table(kind, table, columns, terms_of(job, by=by, at=at), progress=progress)


def returned_workbook(name: str, content: bytes, rejections: Sequence[Rejection]) -> bytes:
    """The sender's table as a workbook with the reasons in its cells; empty without any."""
    if not rejections:
        return b""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"table{PurePath(name).suffix.lower()}"
        place.write_bytes(content)
        return return_rejections(place, name=name, rejections=rejections)


def shown_problems(rejections: Sequence[Rejection]) -> list[dict[str, Any]]:
    """The first rejections, for pages and programs."""
    return [
        {"row": each.row, "column": each.column, "zh": each.reason.zh, "en": each.reason.en}
        for each in rejections[:PROBLEMS_KEPT]
    ]


def shown_warnings(warnings: Sequence[Text]) -> list[dict[str, str]]:
    """The first warnings, for pages and programs."""
    return [warning._asdict() for warning in warnings[:WARNINGS_KEPT]]


def _returned(job: ImportJob, checked: Checked) -> bytes:
    content = get(job.original.digest)
    return returned_workbook(job.original.name, content, checked.rejections)


@transaction.atomic
def _keep(
    by: Actor,
    at: datetime,
    job: ImportJob,
    checked: Checked,
    count: ImportCount,
    workbook: bytes,
) -> ImportJob:
    row = locked_job(by, job, CHECKABLE)
    row.rows_in, row.accepted = checked.rows_in, checked.accepted
    row.rejected, row.blank = checked.rejected, checked.blank
    row.created, row.updated, row.unchanged = count.created, count.updated, count.unchanged
    row.problems = shown_problems(checked.rejections)
    row.warnings = shown_warnings(checked.warnings)
    row.returned = _stored(by, at, row, workbook) if workbook else None
    row.state, row.work, row.refusal = JobState.CHECKED, Work.NONE, []
    row.save()
    record(by=by, at=at, command="check_import", target=row, payload=row.counts)
    return row


def _stored(by: Actor, at: datetime, job: ImportJob, workbook: bytes) -> StoredFile:
    name = f"{PurePath(job.original.name).stem}-退回.xlsx"
    return store_file(by=by, at=at, name=name, content=workbook)
