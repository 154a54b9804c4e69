"""Progress and failure of work in the background."""

from __future__ import annotations

from kechuang.base.errors import Refusal, Text, WrongState
from kechuang.intake.models import ImportJob
from kechuang.intake.services.locking import OPEN_STATES
from kechuang.intake.states import Work


def begin_work(job: ImportJob, work: Work) -> None:
    """Mark the job as being worked on; refuses one that is worked on already, or closed."""
    waiting = ImportJob.objects.filter(pk=job.pk, work=Work.NONE, state__in=OPEN_STATES)
    if not waiting.update(work=work, work_done=0, refusal=[]):
        raise WrongState(
            Text(f"导入 #{job.pk} 未继续", f"Import #{job.pk} did not go on"),
            Text("它正在处理中，或已经结束", "it is being worked on, or it is closed"),
            Text("请刷新页面查看进度", "Reload the page to see how far it is"),
        )


def count_work(job: ImportJob, done: int) -> None:
    """Tell how many rows are done."""
    ImportJob.objects.filter(pk=job.pk).update(work_done=done)


def record_refusal(job: ImportJob, refusal: Refusal) -> None:
    """Keep what stopped the work, for the sender to read."""
    said = [refusal.said_in("zh"), refusal.said_in("en")]
    ImportJob.objects.filter(pk=job.pk).update(work=Work.NONE, refusal=said)
