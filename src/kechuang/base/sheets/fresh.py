"""A table of any format as a new workbook, with the reasons of refusal beside its rows."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kechuang.base.sheets.addresses import column_letters
from kechuang.base.sheets.headers import Header
from kechuang.base.sheets.remarks import (
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
from kechuang.base.sheets.tables import Rejection, Row
from kechuang.base.sheets.writing import sheet_title, text_cell

# every comment is also told in the last column; spreadsheet programs choke on more of them
_COMMENTS = 5_000

Reasons = Sequence[Rejection]


def fresh_workbook(sheet: str, header: Header, rows: Sequence[Row], rejections: Reasons) -> bytes:
    """Header and rows as they were read, and a last column with the reasons of each row.

    Reasons of no row of the table stand at the top of that column; those of an earlier return
    are left out.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet_title(sheet or "数据"))
    kept = [place for place, label in enumerate(header.labels) if label != REASON_LABEL]
    page.freeze_panes = "A2"
    page.column_dimensions[column_letters(len(kept))].width = REASON_WIDTH
    for line in _lines(page, header, rows, rejections):
        page.append([*(line[place] for place in kept), line[-1]])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _lines(
    page: WriteOnlyWorksheet, header: Header, rows: Sequence[Row], rejections: Reasons
) -> Iterator[list[WriteOnlyCell]]:
    reasons = by_row(rejections)
    rowless = reasons.keys() - {row.number for row in rows}
    yield _titles(page, header, [one for row in sorted(rowless) for one in reasons[row]])
    is_commented = len(rejections) <= _COMMENTS
    for number, row in enumerate(rows, start=2):
        group = reasons.get(row.number, [])
        cells = [text_cell(page, number, place, text) for place, text in enumerate(row.cells)]
        _mark(cells, header, group, is_commented=is_commented)
        yield [*cells, _reason(page, number, len(cells), told(group))]


def _titles(page: WriteOnlyWorksheet, header: Header, rowless: Reasons) -> list[WriteOnlyCell]:
    titles = [text_cell(page, 1, place, label) for place, label in enumerate(header.labels)]
    for title in titles:
        title.font = BOLD
    top = _reason(page, 1, len(titles), told(rowless) or REASON_LABEL)
    top.font = BOLD
    return [*titles, top]


def _mark(
    cells: list[WriteOnlyCell], header: Header, group: Reasons, *, is_commented: bool
) -> None:
    said: dict[int, str] = {}
    for one in group:
        if one.column in header.labels:
            place = header.labels.index(one.column)
            said[place] = "\n".join(filter(None, (said.get(place), spoken(one))))
    for place, words in said.items():
        cells[place].fill = LIGHT_RED
        if is_commented:
            cells[place].comment = comment(words)


def _reason(page: WriteOnlyWorksheet, row: int, place: int, words: str) -> WriteOnlyCell:
    cell = text_cell(page, row, place, words)
    cell.alignment = WRAPPED
    return cell
