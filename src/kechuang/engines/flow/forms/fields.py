"""What a field asks for: its type, its bounds, and when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kechuang.engines.wording import Text


class FieldType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"
    PARTY = "party"
    PERSON = "person"
    TABLE = "table"
    ATTACHMENT = "attachment"


NAMING = frozenset({FieldType.PARTY, FieldType.PERSON})
ORDERED = frozenset({FieldType.NUMBER, FieldType.MONEY, FieldType.DATE})
PRECISIONS = ("year", "month", "day")
NO_WORDS = Text("", "")
MONEY_UNITS = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}


class Reference(NamedTuple):
    """A party or a person: a code that identifies it (or nothing yet), and its name."""

    code: str
    name: str


class Attachment(NamedTuple):
    """A stored file: SHA-256 (hex) of its content, its name, its size in bytes."""

    digest: str
    name: str
    size: int


Single = str | int | Decimal | bool | date | Reference | Attachment
Value = Single | tuple["Value", ...] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class FieldOf:
    """The value of another field, fact or option, as an operand."""

    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked. Money is in fen whatever ``unit`` people type in; ``decimals`` are a
    number's digits after the point; ``precision`` is a date's (year, month or day).

    ``asked_if`` names the condition under which it is asked; ``repeats`` bounds how many values
    it takes; ``prefill`` names the fact that may fill it in. ``is_identifying`` values would tell
    a blind reviewer who applies: parties, persons, and what the pack marks.
    """

    id: str
    type: FieldType
    label: Text
    line: int
    unit: str = ""
    decimals: int = 0
    precision: str = "day"
    choices: Mapping[str, Text] = field(default_factory=dict)
    columns: tuple[Field, ...] = ()
    kinds: tuple[str, ...] = ()
    at_least: Single | FieldOf | None = None
    at_most: Single | FieldOf | None = None
    max_length: int = 2_000
    is_required: bool = True
    is_identifying: bool = False
    asked_if: str = ""
    repeats: tuple[int, int] | None = None
    prefill: str = ""
    hint: Text = NO_WORDS
    origin: Text = NO_WORDS

    @property
    def tells_who(self) -> bool:
        """Whether it, or a column of it, would tell a blind reviewer who somebody is."""
        return self.is_identifying or any(column.tells_who for column in self.columns)

    @property
    def is_ordered(self) -> bool:
        return self.type in ORDERED and self.repeats is None
