"""Imports: a table is written once, however many people press the button."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from unittest.mock import patch

from kechuang.accounts.models import Membership, User
from kechuang.accounts.selectors import actor_of
from kechuang.base.errors import Text, WrongState
from kechuang.base.roles import Role
from kechuang.base.sheets.writing import write_csv
from kechuang.intake import tasks
from kechuang.intake.models import ImportJob
from kechuang.intake.services import Sending, check_import, map_columns, upload_table
from kechuang.intake.states import JobState, Work
from kechuang.outcomes.models import Outcome
from tests.proof.races.limited import Limited, events, too_many
from tests.proof.races.people import AT, TODAY
from tests.proof.races.unguarding import loosen, without_transactions

ROWS = 2
TABLE = write_csv(header=["来源编号", "成果名称"], rows=[["1", "甲"], ["2", "乙"]])
SENDER = "race.import"
LONG_S = 0.05
BUSY = WrongState(Text("导入未继续", "It did not go on"), Text("处理中", "busy"), Text("—", "—"))


class Sent(NamedTuple):
    job: int
    source: str
    account: int


class ImportOnce(Limited):
    """The checked job is confirmed by many; its rows are written once and on record once."""

    name = "导入确认 / confirmation of an import"
    tries = 20

    def prepare(self, turn: int) -> Sent:
        user, _ = User.objects.get_or_create(username=SENDER)
        Membership.objects.get_or_create(user=user, role=Role.BUREAU, since=TODAY)
        job = ImportJob.objects.filter(account_id=user.pk).first() or _checked_by(user)
        job.pk, job.source = None, f"来源{turn}"
        job.save(force_insert=True)
        return Sent(job.pk, job.source, user.pk)

    def attempt(self, thing: Sent, client: int) -> None:
        tasks.run(ImportJob.objects.get(pk=thing.job), Work.WRITING, by_account=thing.account)

    def harm(self, thing: Sent) -> int:
        written = Outcome.objects.filter(source=thing.source).count()
        return too_many(events("confirm_import", thing.job)) or abs(written - ROWS)

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        once = patch.object(self, "tries", 1)
        with without_transactions(LONG_S), patch.object(tasks, "begin_work", _begin_naively), once:
            yield

    def strip(self) -> None:
        loosen(Outcome, "number")


def _checked_by(user: User) -> ImportJob:
    by = actor_of(user, on=TODAY)
    sending = Sending(kind="outcomes", name="t.csv", content=TABLE)
    job = upload_table(by=by, at=AT, sending=sending)
    job = map_columns(by=by, at=AT, job=job, mapping=job.mapping)
    job = check_import(by=by, at=AT, job=job)
    if job.state != JobState.CHECKED or job.accepted != ROWS:
        raise ValueError(f"the sample is not importable: {job.problems}")
    return job


def _begin_naively(job: ImportJob, work: Work) -> None:
    """Reads, then writes: what the conditional update of ``begin_work`` is there to prevent."""
    if ImportJob.objects.get(pk=job.pk).work != Work.NONE:
        raise BUSY
    time.sleep(LONG_S)
    ImportJob.objects.filter(pk=job.pk).update(work=work)
