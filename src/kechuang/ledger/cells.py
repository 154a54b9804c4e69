"""The cells of one row of a file: read strictly, what cannot be read remembered with its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kechuang.base.errors import Refusal, Text
from kechuang.base.sheets import Rejection, Row
from kechuang.ledger.headings import Columns

Value = TypeVar("Value")
HARMLESS = "invisible"


class Cells:
    """The cells of a row by the name of their column; what cannot be read is remembered."""

    def __init__(self, row: Row, columns: Columns) -> None:
        self.row, self.columns = row, columns
        self.rejections: list[Rejection] = []

    def text(self, name: str) -> str:
        place = self.columns.places.get(name)
        return "" if place is None else self.row.cells[place].strip()

    def read(self, name: str, parse: Callable[[str], Value], *, default: Value) -> Value:
        try:
            return parse(self.text(name))
        except Refusal as refusal:
            self.rejections.append(
                Rejection(self.row.number, self.columns.labels[name], in_one_sentence(refusal))
            )
            return default


def doubts(row: Row, columns: Columns) -> tuple[Rejection, ...]:
    """What the reader of the file could not be sure of in the columns that are read."""
    used = {*columns.labels.values(), ""}
    doubtful = [note for note in row.notes if note.code != HARMLESS and note.column in used]
    return tuple(Rejection(row.number, note.column, note.text) for note in doubtful)


def in_one_sentence(refusal: Refusal) -> Text:
    return Text(refusal.said_in("zh"), refusal.said_in("en"))
