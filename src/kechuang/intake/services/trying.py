"""A dry run that leaves no trace: nothing is stored, not even the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from kechuang.base.actors import Actor
from kechuang.intake.checking import check_table
from kechuang.intake.kinds import KINDS, Terms
from kechuang.intake.mapping import mapped_columns
from kechuang.intake.selectors import first_arrival, known_mapping
from kechuang.intake.services.checking import returned_workbook, shown_problems, shown_warnings
from kechuang.intake.services.uploading import Sending, accepted_table
from kechuang.intake.services.writing import rehearse


@dataclass(frozen=True)
class Trial:
    """What an import of the file would do."""

    counts: dict[str, int]
    warnings: list[dict[str, str]]
    problems: list[dict[str, Any]]
    workbook: bytes


def try_import(*, by: Actor, at: datetime, sending: Sending, changes: Mapping[str, str]) -> Trial:
    """Judge every row under the known mapping with ``changes``; write nothing."""
    table = accepted_table(by, sending)
    kind = KINDS[sending.kind]
    columns = mapped_columns(kind, table.header, {**known_mapping(kind, table.header), **changes})
    terms = Terms(
        by=by,
        at=at,
        source=sending.label,
        file_digest=table.file_digest,
        arrived_on=first_arrival(table.file_digest, otherwise=at),
        as_of=sending.as_of,
        overrides_codes=sending.overrides_codes,
        publishes=sending.publishes,
    )
    checked = check_table(kind, table, columns, terms)
    count = rehearse(kind, checked.drafts, terms)
    return Trial(
        counts=checked.counts | asdict(count),
        warnings=shown_warnings(checked.warnings),
        problems=shown_problems(checked.rejections),
        workbook=returned_workbook(sending.name, sending.content, checked.rejections),
    )
