"""Reads one table inside the fence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kechuang.base.fenced.child import Request, serve
from kechuang.base.sheets.assembly import assemble
from kechuang.base.sheets.formats import open_grid
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.refusals import SheetError
from kechuang.base.sheets.tables import Row


def read(request: Request, limits: Limits) -> Request:
    path = Path(request["path"])
    grid = open_grid(path, limits, name=request["name"], sheet=request["sheet"])
    header, rows = assemble(grid, limits)
    return {
        "rows": _store(rows, Path(request["output"])),
        "sheet": grid.sheet,
        "encoding": grid.encoding,
        "header": header.labels,
        "header_row": header.row,
        "warnings": [*grid.warnings, *header.warnings],
    }


def _store(rows: Iterator[Row], output: Path) -> int:
    count = 0
    with output.open("w", encoding="ascii") as out:
        for row in rows:
            out.write(f"{json.dumps(_packed(row))}\n")
            count += 1
    return count


def _packed(row: Row) -> list[object]:
    notes = [(note.column, note.code, note.text) for note in row.notes]
    return [row.number, row.cells, notes]


if __name__ == "__main__":
    serve(read, Limits, SheetError)
