"""The treasury's answer files: kept as they came, and prepared for a second person to record."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path, PurePath
from uuid import uuid5

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, WrongState, require
from kechuang.base.sheets import Limits, Table, read_table, return_rejections
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.files.storage import get, path_of
from kechuang.ledger.access import can_prepare
from kechuang.ledger.answers import ANSWERS, Judged, judge
from kechuang.ledger.headings import find_columns
from kechuang.ledger.models import Instruction, PaymentRun
from kechuang.ledger.refusals import already_done
from kechuang.ledger.services.instructions import answers_content, prepare_instruction
from kechuang.ledger.states import InstructionState, RunState

COMMAND = "record_answers"
LIMITS = Limits(file_bytes=10_000_000, unpacked_bytes=100_000_000, rows=20_000, columns=100)


def store_answers(
    *, by: Actor, at: datetime, run: PaymentRun, name: str, content: bytes
) -> StoredFile:
    """Keep an answer file to ``run``; refuses what is no table of answers before keeping it."""
    require(can_prepare(by), Text("导入国库回单", "import the treasury's answers"))
    _require_sent(run)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "table"
        place.write_bytes(content)
        find_columns(read_table(place, name=name, limits=LIMITS).header, ANSWERS)
    return store_file(by=by, at=at, name=name, content=content)


def judged_file(run: PaymentRun, file: StoredFile, *, on: date) -> Judged:
    """Every row of the stored file, judged against what is recorded now."""
    _require_sent(run)
    return judge(table_of(file), run, on=on)


def table_of(file: StoredFile) -> Table:
    return read_table(path_of(file.digest), name=file.name, limits=LIMITS)


def returned_file(file: StoredFile, judged: Judged) -> bytes:
    """The file as a workbook with the reason beside every rejected row."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"table{PurePath(file.name).suffix.lower()}"
        place.write_bytes(get(file.digest))
        return return_rejections(place, name=file.name, rejections=judged.rejections)


def prepare_answers(
    *, by: Actor, at: datetime, on: date, run: PaymentRun, file: StoredFile
) -> Instruction:
    """Ask a second person to record the file's new answers; while that waits, it stays the same.

    A file that was decided on may be prepared again for what is still new in it.
    """
    asked = instructions_of(run, file_digest=file.digest)
    if waiting := [each for each in asked if each.state == InstructionState.PREPARED]:
        return waiting[0]
    fresh = [each.answer for each in judged_file(run, file, on=on).fresh]
    if not fresh:
        raise already_done("文件中没有新的回单", "the file tells nothing new")
    return prepare_instruction(
        by=by,
        at=at,
        on=on,
        request_id=uuid5(run.request_id, f"{COMMAND}/{file.digest}/{len(asked)}"),
        command=COMMAND,
        content=answers_content(run, fresh, file_digest=file.digest),
    )


def instructions_of(run: PaymentRun, **content: str) -> list[Instruction]:
    """Instructions to record answers to ``run``, the newest first."""
    of_run = Instruction.objects.filter(command=COMMAND, content__run=run.number)
    return list(of_run.filter(**{f"content__{name}": value for name, value in content.items()}))


def _require_sent(run: PaymentRun) -> None:
    if run.state in (RunState.SENT, RunState.SETTLED):
        return
    raise WrongState(
        Text("回单未导入", "The answers were not imported"),
        Text(f"批次 {run.number} 没有送国库", f"run {run.number} was not sent to the treasury"),
        Text("请先完成两级审批", "Let two people approve it first"),
    )
