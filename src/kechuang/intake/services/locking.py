"""The job a command is about, locked and in a state in which the command makes sense."""

from __future__ import annotations

from collections.abc import Collection

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState, require
from kechuang.base.registry.wording import both_languages
from kechuang.intake.access import can_continue
from kechuang.intake.models import ImportJob
from kechuang.intake.states import JobState

OPEN_STATES = frozenset({JobState.UPLOADED, JobState.MAPPED, JobState.CHECKED})


def locked_job(by: Actor, job: ImportJob, states: Collection[str]) -> ImportJob:
    """The current row, locked; raises ``NotAllowed`` or ``WrongState``."""
    row = (
        ImportJob.objects.select_for_update(of=("self",)).select_related("original").get(pk=job.pk)
    )
    require(can_continue(by, row), Text("继续此次导入", "go on with this import"))
    if row.state not in states:
        raise _wrong_state(row)
    return row


def _wrong_state(job: ImportJob) -> WrongState:
    label = both_languages(JobState(job.state).label)
    return WrongState(
        Text(f"导入 #{job.pk} 未继续", f"Import #{job.pk} did not go on"),
        Text(f"当前状态是“{label.zh}”", f"its state is “{label.en}”"),
        Text("请重新上传文件", "Upload the file again"),
    )
