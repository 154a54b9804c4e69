"""Tables that leave the platform: no cell that a spreadsheet would run, and nothing lost."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Model
from openpyxl import load_workbook

from kechuang.base.sheets import read_table
from kechuang.base.sheets.escaping import legal_text
from kechuang.base.sheets.values import without_invisible
from kechuang.demands.models import Demand
from kechuang.outcomes.models import Outcome
from kechuang.parties.models import Party

STARTS = tuple("=+-@\t\r")
WORKBOOK, TABLE, ARCHIVE = "spreadsheetml", "csv", "zip"
KEPT: dict[str, tuple[type[Model], str]] = {
    "/outcomes/": (Outcome, "title"),
    "/demands/": (Demand, "title"),
    "/parties/": (Party, "name"),
}


def runnable(content: bytes, media_type: str) -> list[str]:
    """Cells of a table, or of the tables in an archive, that would be taken for a formula."""
    if WORKBOOK in media_type:
        return list(_in_workbook(content))
    if TABLE in media_type:
        return list(_in_text(content))
    return list(_in_archive(content)) if ARCHIVE in media_type else []


def lost(content: bytes, address: str, folder: Path) -> list[str]:
    """Titles of the registry at ``address`` that do not come back from the saved list.

    XML can hold no control characters, and the reader drops what nobody can see.
    """
    model, column = KEPT[address]
    place = folder / "export.xlsx"
    place.write_bytes(content)
    table = read_table(place, name=place.name)
    found = {cell for row in table.rows for cell in row.cells}
    told = set(model.objects.values_list(column, flat=True))
    return [text for text in told if without_invisible(legal_text(text)) not in found]


def _in_workbook(content: bytes) -> Iterator[str]:
    book = load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    for cell in cells:
        starts = isinstance(cell.value, str) and cell.value.startswith(STARTS)
        if cell.data_type == "f" or (starts and not cell.quotePrefix):
            yield f"{cell.coordinate} {cell.value[:40]!r}"


def _in_text(content: bytes) -> Iterator[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return (f"{cell[:40]!r}" for row in rows for cell in row if _runs(cell))


def _runs(cell: str) -> bool:
    """A negative number is no formula."""
    return cell.startswith(STARTS) and not cell.removeprefix("-").replace(".", "").isdecimal()


def _in_archive(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                yield from (f"{cell} of {name}" for cell in _in_text(archive.read(name)))
