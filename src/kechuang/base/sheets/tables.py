"""What reading a file gives: a table whose every row is accounted for."""

from __future__ import annotations

from dataclasses import dataclass

from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person must know about one cell before trusting it.

    ``code`` is ``formula`` (never calculated), ``error`` (#N/A …), ``merged`` (the value stands
    in another cell), ``surplus`` (beyond the header), ``precision`` (more than 15 digits in a
    number) or ``invisible`` (unseen characters were removed).
    """

    column: str
    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``number`` is 1-based in the file, ``cells`` are as many as the header has."""

    number: int
    cells: tuple[str, ...]
    notes: tuple[Note, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not self.notes and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows under one header; ``header_row`` is 0 where the format names the columns itself."""

    sheet: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    file_digest: str
    header_row: int = 1
    warnings: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a row comes back; ``column`` is a header label, or "" for the row as a whole."""

    row: int
    column: str
    reason: Text
