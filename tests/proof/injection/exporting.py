"""Exports of every list: no cell that a spreadsheet would run, and nothing lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from kechuang.base.sheets import read_table
from kechuang.base.sheets.escaping import xml_text
from kechuang.demands.models import Demand
from kechuang.files.models import StoredFile
from kechuang.outcomes.models import Outcome
from kechuang.parties.models import Party
from tests.proof.injection.watching import Findings

STARTS = tuple("=+-@\t\r")
XLSX = "spreadsheetml"
KEPT = {
    "/outcomes/": (Outcome, "title"),
    "/demands/": (Demand, "title"),
    "/parties/": (Party, "name"),
}
RETURNED = "/files/{}/"


def check_exports(
    client: Client, findings: Findings, addresses: list[str], *, folder: Path | None
) -> None:
    """Save every list as a table; with a ``folder`` (of one who sees all) nothing may be lost."""
    for address in addresses:
        answer = client.get(address, {"export": "xlsx"})
        findings.see(answer, f"export of {address}")
        if _is_saved(answer):
            _check(answer, address, findings)
            if folder and address in KEPT:
                _check_lossless(answer.content, address, findings, folder)
    for file in StoredFile.objects.filter(name__endswith="退回.xlsx"):
        answer = client.get(RETURNED.format(file.pk))
        findings.see(answer, "returned workbook")
        if _is_saved(answer):
            _check(answer, file.name, findings)


def runnable(content: bytes, media_type: str) -> list[str]:
    """Cells that a spreadsheet program would take for a formula."""
    if XLSX not in media_type:
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        return [cell for row in rows for cell in row if cell.startswith(STARTS)]
    book = load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    texts = (cell for cell in cells if isinstance(cell.value, str))
    return [
        f"{cell.coordinate} {cell.value[:40]!r}"
        for cell in texts
        if cell.data_type == "f" or (cell.value.startswith(STARTS) and not cell.quotePrefix)
    ]


def _is_saved(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and not answer["Content-Type"].startswith("text/html")


def _check(answer: HttpResponse, place: str, findings: Findings) -> None:
    cells = runnable(answer.content, answer["Content-Type"])
    findings.harms += [f"formula {cell} in {place}" for cell in cells]


def _check_lossless(content: bytes, address: str, findings: Findings, folder: Path) -> None:
    model, column = KEPT[address]
    place = folder / "export.xlsx"
    place.write_bytes(content)
    table = read_table(place, name=place.name)
    found = {cell for row in table.rows for cell in row.cells}
    told = set(model.objects.values_list(column, flat=True))
    lost = [text for text in told if _as_stored(text) not in found]
    findings.n += len(told)
    findings.harms += [f"lost {text[:60]!r} from {address}" for text in lost]


def _as_stored(text: str) -> str:
    """XML can hold no control characters; everything else must come back as it was."""
    return xml_text(text).replace("_x000D_", "\r").replace("_x005F_", "_")
