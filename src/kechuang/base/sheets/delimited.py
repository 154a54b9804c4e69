"""CSV as Chinese offices send it: UTF-8 or GB18030; comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from kechuang.base.sheets.encodings import decode
from kechuang.base.sheets.grids import Grid, Line
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.refusals import sheet_error

_SAMPLE_LINES = 20


def read_delimited(path: Path, limits: Limits) -> Grid:
    """The rows of a delimited text file, numbered as a spreadsheet program would show them."""
    decoded = decode(path.read_bytes())
    lines = _lines(decoded.text, _delimiter(decoded.text), limits)
    return Grid(sheet="", encoding=decoded.encoding, lines=lines, warnings=decoded.warnings)


def _lines(text: str, delimiter: str, limits: Limits) -> Iterator[Line]:
    csv.field_size_limit(max(limits.cell_characters * 4, 1 << 17))
    number = 0
    try:
        for number, cells in enumerate(_reader(text, delimiter), start=1):
            yield number, cells
    except csv.Error as error:
        raise sheet_error("csv", detail=str(number + 1)) from error


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    # strict: an unmatched quote would otherwise swallow all following rows into one cell
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str) -> str:
    """The separator that cuts the first lines into the most even and widest columns."""
    return max((",", "\t", ";"), key=lambda candidate: _evenness(text, candidate))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    widths = []
    try:
        for cells in _reader(text[:100_000], delimiter):
            if any(cells):
                widths.append(len(cells))
            if len(widths) == _SAMPLE_LINES:
                break
    except csv.Error:
        pass
    common = max(set(widths), key=widths.count, default=1)
    return (widths.count(common), common) if common > 1 else (0, 1)
