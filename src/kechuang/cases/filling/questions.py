"""One question of a form with everything that stands beside it on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kechuang.cases.filling.entries import Raw
from kechuang.cases.filling.places import Place
from kechuang.cases.filling.prefills import Prefill
from kechuang.engines.flow import Field, FieldType
from kechuang.engines.wording import Text

LONG_TEXT = 100
FEW_CHOICES = 5


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else saved in the same field meanwhile, as version ``revision``."""

    shown: Text
    who: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Box:
    """The input, or the few inputs, of one value."""

    field: Field
    place: Place
    raw: Raw
    problems: tuple[Text, ...] = ()

    @property
    def template(self) -> str:
        return f"cases/filling/boxes/{self.field.type}.html"

    @property
    def is_grouped(self) -> bool:
        """Whether it is several inputs, which take a legend instead of a label."""
        return self.field.type in (
            FieldType.FLAG,
            FieldType.PARTY,
            FieldType.PERSON,
        ) or bool(self.choices)

    @property
    def choices(self) -> Mapping[str, Text]:
        """The choices where they are few enough to be seen all at once."""
        choices = self.field.choices
        return choices if 0 < len(choices) <= FEW_CHOICES else {}

    @property
    def problems_id(self) -> str:
        return f"{self.place.id}-problems"

    @property
    def described_by(self) -> str:
        """The ids of the help and of the problems, for readers who hear the page."""
        return f"question-{self.place.field}-help {self.problems_id}"

    @property
    def is_long(self) -> bool:
        return self.field.max_length > LONG_TEXT

    @property
    def input_type(self) -> str:
        """A calendar for what it can show; anything else stays as it was typed."""
        kind = {"day": "date", "month": "month"}.get(self.field.precision, "text")
        return kind if self.raw == "" or _is_written_as(kind, self.raw) else "text"

    @property
    def part(self) -> Mapping[str, object]:
        """The parts of a party, a person or a file; none while it is blank."""
        return self.raw if isinstance(self.raw, Mapping) else {}

    @property
    def accept(self) -> str:
        return ",".join(f".{kind}" for kind in self.field.kinds)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or one value of a repeated field. ``number`` counts from 1."""

    number: int
    place: Place
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """``box`` holds a single value, ``rows`` those of a table or a repeated field."""

    field: Field
    is_asked: bool
    box: Box | None
    rows: tuple[Row, ...]
    problems: tuple[Text, ...]
    prefill: Prefill | None = None
    theirs: Theirs | None = None

    @property
    def place(self) -> Place:
        return Place(self.field.id)

    @property
    def problems_id(self) -> str:
        return f"question-{self.field.id}-problems"

    @property
    def is_table(self) -> bool:
        return self.field.type is FieldType.TABLE

    @property
    def can_add(self) -> bool:
        return self.field.repeats is not None and len(self.rows) < self.field.repeats[1]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box of the question."""
        single = (self.box,) if self.box else ()
        return (*single, *(box for row in self.rows for box in row.boxes))

    @property
    def is_prefilled(self) -> bool:
        return bool(self.prefill and self.box and self.box.raw == self.prefill.raw)


def _is_written_as(kind: str, raw: Raw) -> bool:
    if kind == "text" or not isinstance(raw, str):
        return False
    try:
        date.fromisoformat(raw if kind == "date" else f"{raw}-01")
    except ValueError:
        return False
    return True
