"""Writing the reasons of refusal into a workbook, where the sender will look for them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from kechuang.base.sheets.assembly import assemble
from kechuang.base.sheets.formats import open_grid
from kechuang.base.sheets.fresh import fresh_workbook
from kechuang.base.sheets.headers import Header, clean_label
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.remarks import (
    AUTHOR,
    BOLD,
    LIGHT_RED,
    REASON_LABEL,
    REASON_WIDTH,
    WRAPPED,
    by_row,
    comment,
    spoken,
    told,
)
from kechuang.base.sheets.scanning import is_affordable
from kechuang.base.sheets.signatures import recognise
from kechuang.base.sheets.tables import Rejection


def mark_rejections(
    path: Path, name: str, rejections: Sequence[Rejection], limits: Limits
) -> bytes:
    """The workbook with reasons; other formats, and what costs too much to keep with its formats,
    become a fresh one of the same rows.
    """
    grid = open_grid(path, limits, name=name)
    header, rows = assemble(grid, limits)
    content = list(rows)
    if recognise(path, name=name) == "xlsx" and is_affordable(path, limits):
        book = _load(path)
        if book is not None:
            rows_read = frozenset(row.number for row in content)
            return _marked(book, book[grid.sheet], header, rows_read, rejections)
    return fresh_workbook(grid.sheet, header, content, rejections)


def _load(path: Path) -> Workbook | None:
    """None where openpyxl is stricter than the reader: the rows then go back in a fresh book."""
    try:
        with path.open("rb") as stream:
            return load_workbook(stream, keep_links=False)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, SyntaxError):
        return None


def _marked(
    book: Workbook,
    page: Worksheet,
    header: Header,
    rows_read: frozenset[int],
    rejections: Sequence[Rejection],
) -> bytes:
    columns = {label: column for column, label in enumerate(header.labels, start=1)}
    reason_column = _reason_column(page, header.row)
    _wipe_earlier_marks(page, reason_column, header.row)
    title = _write(page, header.row, reason_column, REASON_LABEL)
    title.font = BOLD
    page.column_dimensions[title.column_letter].width = REASON_WIDTH
    for number, group in by_row(rejections).items():
        row = number if number in rows_read else header.row
        for rejection in group:
            if rejection.column in columns:
                _highlight(page, row, columns[rejection.column], rejection)
        _write(page, row, reason_column, told(group))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _reason_column(page: Worksheet, header_row: int) -> int:
    """The column of an earlier return, or the first one right of everything."""
    for cell in page[header_row]:
        if isinstance(cell.value, str) and clean_label(cell.value) == REASON_LABEL:
            return int(cell.column)
    return int(page.max_column) + 1


def _wipe_earlier_marks(page: Worksheet, reason_column: int, header_row: int) -> None:
    for cell in _cells_below(page, header_row):
        if cell.comment is not None and cell.comment.author == AUTHOR:
            cell.comment = None
            cell.fill = PatternFill()
        if cell.column == reason_column:
            cell.value = None


def _cells_below(page: Worksheet, header_row: int) -> Iterator[Cell]:
    for row in page.iter_rows(min_row=header_row + 1):
        yield from (cell for cell in row if isinstance(cell, Cell))


def _highlight(page: Worksheet, row: int, column: int, rejection: Rejection) -> None:
    cell = _anchor(page, row, column)
    earlier = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = comment(earlier + spoken(rejection))
    cell.fill = LIGHT_RED


def _anchor(page: Worksheet, row: int, column: int) -> Cell:
    """The cell itself, or the visible one of the merged range it belongs to."""
    cell = page.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    merged = next(area for area in page.merged_cells.ranges if cell.coordinate in area)
    return page.cell(merged.min_row, merged.min_col)


def _write(page: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = _anchor(page, row, column)
    cell.value = text
    cell.data_type = "s"
    cell.alignment = WRAPPED
    return cell
