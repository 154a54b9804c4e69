"""Large imports are checked and written by the background worker."""

from __future__ import annotations

from collections.abc import Callable

from django_tasks import task

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.base.clock import now, today
from kechuang.base.errors import Refusal, Text
from kechuang.intake.models import ImportJob
from kechuang.intake.services import (
    begin_work,
    check_import,
    confirm_import,
    count_work,
    record_refusal,
)
from kechuang.intake.states import Work

INLINE_ROWS = 5_000
INTERRUPTED = Refusal(
    Text("后台处理中断", "The work was interrupted"),
    Text("程序出现意外错误，已写入的行不受影响", "an unexpected error; rows already written stand"),
    Text("请再试一次；重复导入不会产生重复记录", "Try again; importing twice duplicates nothing"),
)
COMMANDS: dict[str, Callable[..., ImportJob]] = {
    Work.CHECKING: check_import,
    Work.WRITING: confirm_import,
}


def run(job: ImportJob, work: Work, *, by_account: int) -> None:
    """Do ``work`` now, or hand it to the worker when the table is large."""
    begin_work(job, work)
    if job.rows_in > INLINE_ROWS:
        continue_import.enqueue(job.pk, work.value, by_account)
    else:
        continue_import.call(job.pk, work.value, by_account)


@task()
def continue_import(job_id: int, work: str, account_id: int) -> None:
    """Check or write; a refusal is kept with the job for its sender."""
    job = ImportJob.objects.get(pk=job_id)
    by = actor_of(User.objects.get(pk=account_id), on=today())
    try:
        COMMANDS[work](by=by, at=now(), job=job, progress=Counter(job))
    except Refusal as refusal:
        record_refusal(job, refusal)
    except Exception:
        record_refusal(job, INTERRUPTED)
        raise


class Counter:
    """Adds up the rows done and tells the job."""

    def __init__(self, job: ImportJob) -> None:
        self.job, self.done = job, 0

    def __call__(self, rows: int) -> None:
        self.done += rows
        count_work(self.job, self.done)
