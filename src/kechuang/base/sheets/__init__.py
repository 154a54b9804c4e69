"""Tables in: hostile files become refusals, honest ones rows that are all accounted for.

``kechuang.base.sheets.writing`` makes tables; what only reads is spared the libraries it needs.
"""

from kechuang.base.sheets.limits import Limits
from kechuang.base.sheets.reading import read_table
from kechuang.base.sheets.refusals import SheetError
from kechuang.base.sheets.returning import return_rejections
from kechuang.base.sheets.tables import Note, Rejection, Row, Table

__all__ = [
    "Limits",
    "Note",
    "Rejection",
    "Row",
    "SheetError",
    "Table",
    "read_table",
    "return_rejections",
]
