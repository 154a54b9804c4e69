"""The reader for each format, chosen by what the file really is."""

from __future__ import annotations

from pathlib import Path

from kechuang.base.sheets.delimited import read_delimited
from kechuang.base.sheets.grids import Grid
from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.records import read_records
from kechuang.base.sheets.signatures import recognise
from kechuang.base.sheets.workbooks import read_xls, read_xlsx


def open_grid(path: Path, limits: Limits, *, name: str, sheet: str | None = None) -> Grid:
    """The raw grid of a file; to be called only in the fenced process."""
    match recognise(path, name=name):
        case "xlsx":
            return read_xlsx(path, limits, sheet=sheet)
        case "xls":
            return read_xls(path, limits, sheet=sheet)
        case "json":
            return read_records(path, limits)
        case _:
            return read_delimited(path, limits)
