"""Streaming through a worksheet before any reader builds a rectangle from it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from kechuang.base.sheets.addresses import address, cells_in, column_index
from kechuang.base.sheets.grids import Finding
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.ooxml import parse_part, refusing_parser, sheet_parts
from kechuang.base.sheets.refusals import SheetError, sheet_error


@dataclass(slots=True)
class SheetScan:
    """What the value reader does not tell: doubtful cells; and it stops at the limits."""

    limits: Limits
    findings: dict[int, list[Finding]] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    merged: int = 0
    _row: int = 0
    _column: int = -1
    _type: str = ""
    _formula: str | None = None
    _value: str | None = None
    _text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name if ":" not in name else name.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = -1
        elif tag == "f":
            self._formula, self._text = "", []
            self._extend()
        elif tag in ("v", "is"):
            self._value, self._text = "", []
            self._extend()
        elif tag == "mergeCell":
            self.merged += cells_in(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            self._column = column_index(letters)
            self._row = int(reference[len(letters) :])
        self._type = attributes.get("t", "")
        self._formula = self._value = self._text = None

    def _extend(self) -> None:
        """Grow the rectangle to this cell; a reader that is not sparse would allocate all of it."""
        if self._row <= self.rows and self._column < self.columns:
            return
        self.rows = max(self.rows, self._row)
        self.columns = max(self.columns, self._column + 1)
        check_rectangle(self.rows, self.columns, self.limits, at=address(self._row, self._column))

    def characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        tag = name if ":" not in name else name.rpartition(":")[2]
        if tag == "f":
            self._formula, self._text = "".join(self._text or ()), None
        elif tag == "v":
            self._value, self._text = "".join(self._text or ()), None
        elif tag == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if self._formula is not None and not self._value and self._type != "str":
            self._find("formula", f"={self._formula}")
        elif self._type == "e":
            self._find("error", self._value or "#")
        self._text = None

    def _find(self, code: str, detail: str) -> None:
        finding = Finding(self._column, code, detail[:200])
        self.findings.setdefault(self._row, []).append(finding)


def check_rectangle(rows: int, columns: int, limits: Limits, *, at: str) -> None:
    """Refuse a sheet whose used range is beyond the limits; ``at`` names the outermost cell."""
    if columns > limits.columns:
        raise sheet_error("columns", limit=limits.columns, detail=at)
    if rows > limits.rows:
        raise sheet_error("rows", limit=limits.rows, detail=at)
    if rows * columns > limits.cells:
        raise sheet_error("cells", limit=limits.cells, detail=at)


def scan_sheet(archive: zipfile.ZipFile, part: str, limits: Limits) -> SheetScan:
    """Stream the worksheet once.

    Raises:
        SheetError: ``rows``, ``columns`` or ``cells`` beyond the limits, ``entities``, ``damaged``.
    """
    scan = SheetScan(limits)
    parser = refusing_parser()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.characters
    try:
        parse_part(archive, part, parser)
    except ValueError as error:
        raise sheet_error("damaged", detail=part) from error
    return scan


def is_affordable(path: Path, limits: Limits) -> bool:
    """Whether a program that keeps formats can hold all worksheets, merged ranges included."""
    cells = 0
    with zipfile.ZipFile(path) as archive:
        for part in sheet_parts(archive).values():
            try:
                scan = scan_sheet(archive, part, limits)
            except SheetError:
                return False
            cells += scan.rows * scan.columns + scan.merged
    return cells <= limits.formatted_cells
