"""Where a value stands in a form: its field, its row, its column; and the input that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass

SHOWN = "shown"
_PREFIX = "field"
_NAME = re.compile(r"field\.([a-z0-9_]+)(?:\.([0-9]{1,4})(?:\.([a-z0-9_]+))?)?")


@dataclass(frozen=True, slots=True)
class Place:
    """``row`` counts from 0 in a table or a repeated field; ``column`` is one of a table."""

    field: str
    row: int | None = None
    column: str = ""

    @property
    def name(self) -> str:
        """The name of its input: ``field.members.0.share``."""
        row = () if self.row is None else (str(self.row),)
        return ".".join((_PREFIX, self.field, *row, *filter(None, (self.column,))))

    @property
    def id(self) -> str:
        """The id of its input, by which links and labels find it."""
        return self.name.replace(".", "-")

    def part(self, part: str) -> str:
        """The name of one of several inputs of a value: ``field.lead_unit.code``."""
        return f"{self.name}.{part}"


def place_of(name: str) -> Place | None:
    """The place whose input is called ``name``; None when no input is called so."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    field, row, column = found.groups()
    return Place(field, int(row) if row else None, column or "")
