"""Sending tables through the services, as every test does."""

from __future__ import annotations

from collections.abc import Sequence

from kechuang.base.actors import Actor
from kechuang.base.sheets.writing import write_csv, write_workbook
from kechuang.intake.models import ImportJob
from kechuang.intake.services import (
    Sending,
    check_import,
    confirm_import,
    map_columns,
    upload_table,
)
from tests.base.registry.cast import AT

Rows = Sequence[Sequence[str]]


def csv(header: Sequence[str], *rows: Sequence[str]) -> bytes:
    return write_csv(header=list(header), rows=[list(row) for row in rows])


def xlsx(header: Sequence[str], *rows: Sequence[str]) -> bytes:
    return write_workbook(sheet="表", header=list(header), rows=[list(row) for row in rows])


def checked(
    by: Actor, kind: str, content: bytes, *, name: str = "t.csv", **said: object
) -> ImportJob:
    sending = Sending(kind=kind, name=name, content=content, **said)  # type: ignore[arg-type]
    job = upload_table(by=by, at=AT, sending=sending)
    job = map_columns(by=by, at=AT, job=job, mapping=job.mapping)
    return check_import(by=by, at=AT, job=job)


def imported(by: Actor, kind: str, content: bytes, **said: object) -> ImportJob:
    return confirm_import(by=by, at=AT, job=checked(by, kind, content, **said))  # type: ignore[arg-type]
