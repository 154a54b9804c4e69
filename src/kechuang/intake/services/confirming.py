"""Writing what was checked, or giving the import up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.intake.checking import Progress
from kechuang.intake.models import ColumnMapping, ImportJob
from kechuang.intake.selectors import header_digest, kind_of, terms_of
from kechuang.intake.services.checking import examine, shown_problems
from kechuang.intake.services.locking import OPEN_STATES, locked_job
from kechuang.intake.services.writing import write_drafts
from kechuang.intake.states import JobState, Work
from kechuang.parties.services import ImportCount

CONFIRMABLE = frozenset({JobState.CHECKED})


def confirm_import(
    *, by: Actor, at: datetime, job: ImportJob, progress: Progress = lambda rows: None
) -> ImportJob:
    """Write the accepted rows and remember the mapping.

    Rows are judged again: registries may have changed since the dry run.
    """
    with transaction.atomic():
        row = locked_job(by, job, CONFIRMABLE)
    checked = examine(by=by, at=at, job=row)
    terms = terms_of(row, by=by, at=at)
    count = write_drafts(kind_of(row), checked.drafts, terms, progress=progress)
    row.accepted, row.rejected = checked.accepted, checked.rejected
    row.problems = shown_problems(checked.rejections)
    return _keep(by, at, row, count)


@transaction.atomic
def discard_import(*, by: Actor, at: datetime, job: ImportJob) -> ImportJob:
    """Give the import up; the file stays on record."""
    row = locked_job(by, job, OPEN_STATES)
    row.state = JobState.DISCARDED
    row.save(update_fields=["state"])
    record(by=by, at=at, command="discard_import", target=row, payload={})
    return row


@transaction.atomic
def _keep(by: Actor, at: datetime, job: ImportJob, count: ImportCount) -> ImportJob:
    locked_job(by, job, CONFIRMABLE)
    job.created, job.updated, job.unchanged = count.created, count.updated, count.unchanged
    job.state, job.work, job.confirmed_at = JobState.CONFIRMED, Work.NONE, at
    job.refusal = []
    job.save()
    ColumnMapping.objects.update_or_create(
        kind=job.kind,
        header_digest=header_digest(job.header),
        defaults={"mapping": job.mapping, "confirmed_at": at},
    )
    payload = job.counts | {"digest": job.original.digest, "source": job.source}
    record(by=by, at=at, command="confirm_import", target=job, payload=payload)
    return job
