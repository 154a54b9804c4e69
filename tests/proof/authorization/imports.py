"""Imports of three senders in every state an import knows."""

from __future__ import annotations

from collections.abc import Iterator

from kechuang.intake.models import ImportJob
from kechuang.intake.services import (
    Sending,
    check_import,
    confirm_import,
    discard_import,
    map_columns,
    upload_table,
)
from tests.api.audiences import Record
from tests.base.registry.cast import AT
from tests.journeys.small_region import Region

SENDERS = ("enterprise", "bureau", "")


def imports(region: Region) -> list[Record]:
    """One import brought through its life; each state is kept as a copy for each sender."""
    return [
        Record("import", state=job.state, sender=sender, ids={"pk": _copied(region, job, sender)})
        for job in _life(region)
        for sender in SENDERS
    ]


def _life(region: Region) -> Iterator[ImportJob]:
    by = region.people["enterprise"].actor
    table = f"统一社会信用代码,年度,营业收入\n{region.mine.credit_code},2025,1\n"
    job = upload_table(by=by, at=AT, sending=Sending("facts", "facts.csv", table.encode()))
    yield job
    yield discard_import(by=by, at=AT, job=_reopened(job))
    job = map_columns(by=by, at=AT, job=_reopened(job), mapping=job.mapping)
    yield job
    job = check_import(by=by, at=AT, job=job)
    yield job
    yield confirm_import(by=by, at=AT, job=job)


def _reopened(job: ImportJob) -> ImportJob:
    """Another row with what the job holds as uploaded."""
    again = ImportJob.objects.get(pk=job.pk)
    again.pk, again.state = None, "uploaded"
    again.save()
    return again


def _copied(region: Region, job: ImportJob, sender: str) -> int:
    copy = ImportJob.objects.get(pk=job.pk)
    copy.pk = None
    copy.account_id = region.people[sender].actor.account_id if sender else None
    copy.save()
    return int(copy.pk)
