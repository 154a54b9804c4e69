"""The process that touches strangers' files: ``python -m kechuang.base.sheets.child request``.

The request is a JSON file. Rows (JSON lines) or a workbook go to its ``output``; ``outcome``
tells how it ended, and its absence means that the process was killed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kechuang.base.sheets.assembly import assemble
from kechuang.base.sheets.fences import raise_fences
from kechuang.base.sheets.formats import open_grid
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.marking import mark_rejections
from kechuang.base.sheets.refusals import sheet_error
from kechuang.base.sheets.tables import Rejection, Row
from kechuang.engines.wording import Refusal, Text

Request = dict[str, Any]


def main() -> None:
    request = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    limits = Limits(**request["limits"])
    raise_fences(limits)
    outcome = _attempt(request, limits)
    Path(request["outcome"]).write_text(json.dumps(outcome), "ascii")


def _attempt(request: Request, limits: Limits) -> Request:
    try:
        return _TASKS[request["task"]](request, limits)
    except Refusal as refusal:
        return _refused(refusal)
    except MemoryError:
        return _refused(sheet_error("memory"))
    except RecursionError:
        return _refused(sheet_error("json", detail="嵌套过深 too deeply nested"))


def _refused(refusal: Refusal) -> Request:
    return {"code": getattr(refusal, "code", ""), "why": refusal.why, "mend": refusal.mend}


def _read(request: Request, limits: Limits) -> Request:
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


def _mark(request: Request, limits: Limits) -> Request:
    rejections = [
        Rejection(row, column, Text(*reason)) for row, column, reason in request["rejections"]
    ]
    content = mark_rejections(Path(request["path"]), request["name"], rejections, limits)
    Path(request["output"]).write_bytes(content)
    return {}


_TASKS = {"read": _read, "mark": _mark}

if __name__ == "__main__":
    main()
