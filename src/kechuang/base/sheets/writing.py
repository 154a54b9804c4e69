"""Writing tables that open safely in every spreadsheet program."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kechuang.base.sheets.addresses import address, column_letters
from kechuang.base.sheets.escaping import csv_text, looks_like_formula, xml_text
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.refusals import sheet_error
from kechuang.base.sheets.values import EXCEL_DIGITS, cell_text, plain_decimal

Value = str | int | Decimal | bool | date | datetime | None

_LIMITS = Limits(rows=1_048_575)
_SAMPLED_ROWS = 200
_NARROWEST, _WIDEST = 8, 48
_FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# Excel has no real day before this one: it believes in 29 February 1900
_FIRST_SAFE_DAY = date(1900, 3, 1)


def write_workbook(*, sheet: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """An .xlsx whose texts read back unchanged and are never formulas.

    Integers and decimals of up to 15 digits are numbers, longer ones text; dates are dates.

    Raises:
        SheetError: ``rows`` or ``cell-length`` beyond what Excel can hold.
    """
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet_title(sheet))
    try:
        _fill(page, header, iter(rows))
    finally:
        page.close()
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(page: WriteOnlyWorksheet, header: Sequence[str], rows: Iterator[Sequence[Value]]) -> None:
    sample = list(islice(rows, _SAMPLED_ROWS))
    _lay_out(page, header, sample)
    page.append([_header_cell(page, column, label) for column, label in enumerate(header)])
    last = 1
    for last, row in enumerate(chain(sample, rows), start=2):
        if last > _LIMITS.rows + 1:
            raise sheet_error("rows", limit=_LIMITS.rows, detail=str(last))
        page.append([_cell(page, last, column, value) for column, value in enumerate(row)])
    page.auto_filter.ref = f"A1:{column_letters(len(header) - 1)}{last}"


def sheet_title(sheet: str) -> str:
    """What Excel takes as the name of a worksheet."""
    return _FORBIDDEN_IN_TITLES.sub("_", sheet).strip("' ")[:31] or "Sheet1"


def _lay_out(
    page: WriteOnlyWorksheet, header: Sequence[str], sample: Sequence[Sequence[Value]]
) -> None:
    page.freeze_panes = "A2"
    for column, label in enumerate(header):
        texts = [label, *(cell_text(row[column]) for row in sample if column < len(row))]
        widest = max(map(_display_width, texts))
        width = min(max(widest + 2, _NARROWEST), _WIDEST)
        page.column_dimensions[column_letters(column)].width = width


def _display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text[:_WIDEST])


def _header_cell(page: WriteOnlyWorksheet, column: int, label: str) -> WriteOnlyCell:
    cell = text_cell(page, 1, column, label)
    cell.font = Font(bold=True)
    return cell


def _cell(page: WriteOnlyWorksheet, row: int, column: int, value: Value) -> object:
    if isinstance(value, str):
        return text_cell(page, row, column, value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date):
        return _date_cell(page, row, column, value)
    digits = plain_decimal(Decimal(value))
    if len(digits.replace(".", "").lstrip("-0")) > EXCEL_DIGITS:
        return text_cell(page, row, column, digits)
    return value


def _date_cell(page: WriteOnlyWorksheet, row: int, column: int, value: date) -> WriteOnlyCell:
    is_instant = isinstance(value, datetime)
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST_SAFE_DAY or (isinstance(value, datetime) and value.tzinfo):
        return text_cell(page, row, column, value.isoformat())
    cell = WriteOnlyCell(page, value=value)
    cell.number_format = "yyyy-mm-dd hh:mm:ss" if is_instant else "yyyy-mm-dd"
    return cell


def text_cell(page: WriteOnlyWorksheet, row: int, column: int, text: str) -> WriteOnlyCell:
    """A cell that reads back as this text and is never a formula; ``column`` is 0-based."""
    stored = xml_text(text)
    if len(stored) > _LIMITS.cell_characters:
        detail = address(row, column)
        raise sheet_error("cell-length", limit=_LIMITS.cell_characters, detail=detail)
    cell = WriteOnlyCell(page, value=stored)
    cell.data_type = "s"
    if looks_like_formula(text):
        cell.quotePrefix = True
    return cell


def write_csv(*, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 CSV with a BOM (Excel needs it); texts like formulas get a leading apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(csv_text(label) for label in header)
    for row in rows:
        writer.writerow(csv_text(cell) if isinstance(cell, str) else _plain(cell) for cell in row)
    return buffer.getvalue().encode("utf-8-sig", errors="replace")


def _plain(value: Value) -> str:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return plain_decimal(Decimal(value))
    return cell_text(value)
