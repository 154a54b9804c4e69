"""What a kind of import is made of: fields, the cells of one row, the draft of one record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kechuang.base.actors import Actor
from kechuang.base.errors import Refusal
from kechuang.base.sheets import Rejection, Row
from kechuang.engines.wording import Text
from kechuang.intake.kinds.directory import Directory
from kechuang.intake.kinds.headings import Heading, plain
from kechuang.parties.services import ImportCount

UNTRUSTED = {"formula", "error", "merged", "surplus", "precision"}
EMPTY = Text(
    "单元格是空的；此列必填，请填写", "The cell is blank; this column is required, fill it in"
)

Read = Callable[[str, Heading], Any]


@dataclass(frozen=True)
class Field:
    """One thing a column can hold; ``read`` gives its typed value or raises a ``Refusal``."""

    name: str
    label: Text
    read: Read
    headings: tuple[str, ...] = ()
    is_required: bool = False
    takes_year: bool = False

    @property
    def spellings(self) -> frozenset[str]:
        return frozenset(map(plain, (self.name, *self.label, *self.headings)))


@dataclass(frozen=True)
class Column:
    """A column of the file that was mapped to ``field``; ``year`` is what it is about, or ""."""

    place: int
    heading: Heading
    field: Field
    year: str = ""


@dataclass(frozen=True)
class Terms:
    """What an import is read under, besides its rows.

    ``as_of`` is given by the sender; where it is None, facts hold as of the end of their year or
    the day ``arrived_on`` on which this content was first sent.
    """

    by: Actor
    at: datetime
    source: str
    file_digest: str
    arrived_on: date
    as_of: date | None = None
    overrides_codes: bool = False
    publishes: bool = True
    directory: Directory = field(default_factory=Directory)


@dataclass(frozen=True)
class Draft:
    """A row that may become records.

    Each of ``keys`` may occur once in a file; rows with the same name in ``subject`` must say the
    same of it.
    """

    row: int
    keys: tuple[str, ...]
    content: Any
    warnings: tuple[Text, ...] = ()
    subject: tuple[str, Any] | None = None


class Cells:
    """The mapped cells of one row as typed values; what cannot be read is collected."""

    def __init__(self, row: Row, columns: Sequence[Column]) -> None:
        self.number = row.number
        self.columns = columns
        self.rejections: list[Rejection] = []
        self.warnings: list[Text] = []
        self._raw = {column: row.cells[column.place].strip() for column in columns}
        self._refuse_untrusted(row)
        self._values = {column.field.name: self.read(column) for column in columns}

    def get(self, name: str, default: Any = None) -> Any:
        """The value of the field, or ``default`` where the file does not tell it."""
        value = self._values.get(name)
        return default if value is None else value

    def given(self, *names: str) -> dict[str, Any]:
        """The values the row gives of these fields."""
        return {name: self._values[name] for name in names if self._values.get(name) is not None}

    def raw(self, column: Column) -> str:
        """What the sender wrote."""
        return self._raw[column]

    def read(self, column: Column) -> Any:
        """The typed value; None for a blank cell and for one that cannot be read."""
        raw = self._raw[column]
        if not raw:
            if column.field.is_required:
                self.reject(column.field.name, EMPTY)
            return None
        try:
            return column.field.read(raw, column.heading)
        except Refusal as refusal:
            self._reject(column.heading.text, spoken(refusal))
            return None

    def reject(self, name: str, reason: Text) -> None:
        """Reject the row for its field ``name``."""
        self._reject(self.heading_of(name), reason)

    def heading_of(self, name: str) -> str:
        """How the file calls the field; "" when it has no column for it."""
        return next((c.heading.text for c in self.columns if c.field.name == name), "")

    def warn(self, sentence: Text) -> None:
        self.warnings.append(sentence)

    def _reject(self, heading: str, reason: Text) -> None:
        rejection = Rejection(self.number, heading, reason)
        if rejection not in self.rejections:
            self.rejections.append(rejection)

    def _refuse_untrusted(self, row: Row) -> None:
        mapped = {column.heading.text for column in self.columns} | {""}
        for note in row.notes:
            if note.code in UNTRUSTED and note.column in mapped:
                self._reject(note.column, note.text)


@dataclass(frozen=True)
class Kind:
    """One kind of import: what its columns may hold, how a row is read, how drafts are written.

    ``takes_facts`` lets columns be facts of the catalogue as well.
    """

    name: str
    label: Text
    fields: tuple[Field, ...]
    draft: Callable[[Cells, Terms], Draft]
    write: Callable[[Sequence[Draft], Terms], ImportCount]
    takes_facts: bool = False

    def field(self, name: str) -> Field | None:
        return next((each for each in self.fields if each.name == name), None)


def spoken(refusal: Refusal) -> Text:
    """What, why and what to do next, in both languages."""
    return Text(refusal.said_in("zh"), refusal.said_in("en"))


def reject_problems(cells: Cells, problems: Iterable[tuple[str, Text]]) -> None:
    """Reject the row for each problem a registry has with fields that were read well."""
    refused = {rejection.column for rejection in cells.rejections}
    for name, text in problems:
        if cells.heading_of(name) not in refused:
            cells.reject(name, text)
