"""Tables in and out: hostile files become refusals, honest ones rows that are all accounted for."""

from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.reading import read_table
from kechuang.base.sheets.refusals import SheetError
from kechuang.base.sheets.returning import return_rejections
from kechuang.base.sheets.tables import Note, Rejection, Row, Table
from kechuang.base.sheets.writing import Value, write_csv, write_workbook

__all__ = [
    "Limits",
    "Note",
    "Rejection",
    "Row",
    "SheetError",
    "Table",
    "Value",
    "read_table",
    "return_rejections",
    "write_csv",
    "write_workbook",
]
