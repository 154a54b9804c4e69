"""Reading an uploaded table without trusting it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kechuang.base.fenced import Fence, run_fenced
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.refusals import SheetError, sheet_error
from kechuang.base.sheets.tables import Note, Row, Table
from kechuang.engines.wording import Text

_DEFAULT = Limits()


def read_table(
    path: Path | str, *, name: str, sheet: str | None = None, limits: Limits = _DEFAULT
) -> Table:
    """All rows of ``path``, an upload called ``name`` (.xlsx .xls .csv .tsv .txt .json .jsonl).

    Reads the worksheet ``sheet``, or the first visible one with content. The file is parsed in
    a child process with time, memory and cell limits.

    Raises:
        SheetError: whatever is wrong, with what, why and what to do next; ``code`` for programs.
    """
    source = Path(path)
    with tempfile.TemporaryDirectory() as folder:
        fence = Fence("kechuang.base.sheets.read_child", limits, SheetError)
        report, output = run_fenced(fence, source, name=name, folder=Path(folder), sheet=sheet)
        rows = tuple(_rows(output))
    if len(rows) != report["rows"]:
        raise sheet_error("crashed", detail=f"{len(rows)}/{report['rows']}", name=name)
    return Table(
        sheet=report["sheet"],
        header=tuple(report["header"]),
        rows=rows,
        encoding=report["encoding"],
        file_digest=_digest(source),
        header_row=report["header_row"],
        warnings=tuple(Text(*warning) for warning in report["warnings"]),
    )


def _rows(output: Path) -> Iterator[Row]:
    with output.open(encoding="ascii") as lines:
        for line in lines:
            number, cells, notes = json.loads(line)
            yield Row(number, tuple(cells), tuple(_note(*note) for note in notes))


def _note(column: str, code: str, text: list[str]) -> Note:
    return Note(column, code, Text(*text))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
