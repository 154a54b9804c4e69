"""Excel workbooks, old (.xls) and new (.xlsx)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kechuang.base.archives import ArchiveLimits, inspect_archive
from kechuang.base.sheets.addresses import address
from kechuang.base.sheets.biff import scan_errors
from kechuang.base.sheets.grids import Finding, Grid, Line
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.ooxml import holds_values, refuse_declarations, sheet_parts
from kechuang.base.sheets.refusals import sheet_error
from kechuang.base.sheets.scanning import check_rectangle, scan_sheet
from kechuang.base.sheets.values import cell_text, is_beyond_precision
from kechuang.engines.wording import Text


def read_xlsx(path: Path, limits: Limits, *, sheet: str | None) -> Grid:
    """The wanted worksheet, or the first visible one with content."""
    inspect_archive(path, ArchiveLimits(unpacked_bytes=limits.unpacked_bytes, may_nest=True))
    with zipfile.ZipFile(path) as archive:
        refuse_declarations(archive)
        parts = sheet_parts(archive)
        book = _open(path)
        filled = [
            title
            for title in _titles(book)
            if title in parts and holds_values(archive, parts[title])
        ]
        title = _choose(filled, wanted=sheet)
        scan = scan_sheet(archive, parts[title], limits)
    grid = _grid(book, title, filled, limits)
    grid.findings = scan.findings
    grid.lines = _showing(grid.lines, scan.findings)
    return grid


def read_xls(path: Path, limits: Limits, *, sheet: str | None) -> Grid:
    """As ``read_xlsx`` for the binary format, whose rectangle is at most 65,536 × 256."""
    errors = scan_errors(path)
    book = _open(path)
    filled = [title for title in _titles(book) if _sheet(book, title).end is not None]
    title = _choose(filled, wanted=sheet)
    grid = _grid(book, title, filled, limits)
    grid.findings = errors.get(book.sheet_names.index(title), {})
    grid.lines = _showing(grid.lines, grid.findings)
    return grid


def _open(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise sheet_error("password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise sheet_error("damaged", detail=type(error).__name__) from error


def _titles(book: CalamineWorkbook) -> list[str]:
    return [
        entry.name
        for entry in book.sheets_metadata
        if entry.typ == SheetTypeEnum.WorkSheet and entry.visible == SheetVisibleEnum.Visible
    ]


def _choose(filled: list[str], *, wanted: str | None) -> str:
    if wanted is not None and wanted not in filled:
        raise sheet_error("sheet", detail=wanted)
    if not filled:
        raise sheet_error("blank")
    return filled[0] if wanted is None else wanted


def _sheet(book: CalamineWorkbook, title: str) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(title)
    except (CalamineError, OSError, ValueError) as error:
        raise sheet_error("damaged", detail=title) from error


def _grid(book: CalamineWorkbook, title: str, filled: list[str], limits: Limits) -> Grid:
    sheet = _sheet(book, title)
    last_row, last_column = sheet.end or (0, 0)
    at = address(last_row + 1, last_column)
    check_rectangle(last_row + 1, last_column + 1, limits, at=at)
    grid = Grid(title, "", iter(()))
    grid.lines = _lines(sheet, grid)
    others = [name for name in filled if name != title]
    if others:
        grid.warnings.append(_unread(title, others))
    return grid


def _lines(sheet: CalamineSheet, grid: Grid) -> Iterator[Line]:
    anchors = _merged(sheet)
    margin = [""] * (sheet.start or (0, 0))[1]
    for number, values in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(values, start=len(margin)):
            if is_beyond_precision(value):
                grid.add_finding(number, Finding(column, "precision"))
        for column, anchor in anchors.get(number, {}).items():
            grid.add_finding(number, Finding(column, "merged", anchor))
        yield number, margin + [cell_text(value) for value in values]


def _showing(lines: Iterator[Line], findings: dict[int, list[Finding]]) -> Iterator[Line]:
    """Put uncalculated formulas and errors into their cells, so that none passes for a blank."""
    unreadable = {number: list(found) for number, found in findings.items()}
    number = 0
    for number, cells in lines:
        yield number, _overlaid(cells, unreadable.pop(number, []))
    for beyond in range(number + 1, max(unreadable, default=0) + 1):
        yield beyond, _overlaid([], unreadable.get(beyond, []))


def _overlaid(cells: list[str], found: list[Finding]) -> list[str]:
    for finding in found:
        cells.extend([""] * (finding.column + 1 - len(cells)))
        cells[finding.column] = finding.detail
    return cells


def _merged(sheet: CalamineSheet) -> dict[int, dict[int, str]]:
    """Row number → column → address of the anchor, for cells whose value stands elsewhere."""
    last_row, last_column = sheet.end or (0, 0)
    covered: dict[int, dict[int, str]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        anchor = address(top + 1, left)
        for row in range(top, min(bottom, last_row) + 1):
            first = left + 1 if row == top else left
            columns = range(first, min(right, last_column) + 1)
            covered.setdefault(row + 1, {}).update(dict.fromkeys(columns, anchor))
    return covered


def _unread(title: str, others: list[str]) -> Text:
    names = "、".join(others)
    return Text(
        f"只读取了工作表「{title}」；还有内容的工作表未读：{names}",
        f"Only the worksheet “{title}” was read; others have content too: {names}",
    )
