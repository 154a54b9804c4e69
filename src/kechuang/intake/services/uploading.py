"""Taking in a file and showing what it holds."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.base.sheets import Table, read_table
from kechuang.files.services import store_file
from kechuang.intake.access import can_override_codes, importable_kinds
from kechuang.intake.kinds import KINDS
from kechuang.intake.models import ImportJob
from kechuang.intake.selectors import known_mapping

PREVIEWED_ROWS = 20
LONGEST_PREVIEW = 200
LONGEST_SOURCE = 100
WARNINGS_KEPT = 50


@dataclass(frozen=True)
class Sending:
    """A file and what its sender says about it; ``source`` is the file name unless given."""

    kind: str
    name: str
    content: bytes
    source: str = ""
    as_of: date | None = None
    overrides_codes: bool = False
    publishes: bool = True

    @property
    def label(self) -> str:
        return (self.source.strip() or self.name)[:LONGEST_SOURCE]


def upload_table(*, by: Actor, at: datetime, sending: Sending) -> ImportJob:
    """Read the file (fenced) and store it; refuses what is no table before keeping anything."""
    return _store(by, at, sending, accepted_table(by, sending))


def accepted_table(by: Actor, sending: Sending) -> Table:
    """The table in what is sent; raises ``SheetError``, ``NotAllowed``, ``InvalidInput``."""
    require(sending.kind in importable_kinds(by), Text("导入此类数据", "import this kind of data"))
    require(
        not sending.overrides_codes or can_override_codes(by),
        Text("确认例外的信用代码", "confirm exceptional credit codes"),
    )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "table"
        place.write_bytes(sending.content)
        return read_table(place, name=sending.name)


@transaction.atomic
def _store(by: Actor, at: datetime, sending: Sending, table: Table) -> ImportJob:
    job = ImportJob(
        kind=sending.kind,
        original=store_file(by=by, at=at, name=sending.name, content=sending.content),
        source=sending.label,
        as_of=sending.as_of,
        overrides_codes=sending.overrides_codes,
        publishes=sending.publishes,
        preview=preview_of(table),
        mapping=known_mapping(KINDS[sending.kind], table.header),
        rows_in=len(table.rows),
        account_id=by.account_id,
        account_name=by.name,
        uploaded_at=at,
    )
    job.save()
    payload = {"digest": job.original.digest, "rows_in": job.rows_in, "kind": job.kind}
    record(by=by, at=at, command="upload_table", target=job, payload=payload)
    return job


def preview_of(table: Table) -> dict[str, Any]:
    """What the sender is shown of the file, cells shortened."""
    return {
        "header": list(table.header),
        "sheet": table.sheet,
        "encoding": table.encoding,
        "header_row": table.header_row,
        "warnings": [warning._asdict() for warning in table.warnings[:WARNINGS_KEPT]],
        "rows": [
            [row.number, *(cell[:LONGEST_PREVIEW] for cell in row.cells)]
            for row in table.rows[:PREVIEWED_ROWS]
        ],
    }
