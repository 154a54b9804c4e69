"""Reads one entry of a form: a value, several, or the rows of a table, with bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kechuang.engines.flow.forms.fields import (
    Attachment,
    Field,
    FieldOf,
    FieldType,
    Reference,
    Value,
)
from kechuang.engines.flow.forms.showing import shown
from kechuang.engines.flow.forms.typing import read_single
from kechuang.engines.flow.refusals import ValueRefusedError
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong in a field; ``row`` counts from 1 in a table or a repeated field."""

    field: str
    why: Text
    row: int | None = None
    column: str = ""


@dataclass
class Entries:
    """Reads entries against ``values``, the other values of the case, gathering problems."""

    values: Mapping[str, Value]
    problems: list[FieldProblem] = field(default_factory=list)

    def read(self, part: Field, raw: object) -> Value | None:
        """The value of one field, or None with at least one problem more."""
        before = len(self.problems)
        value = self._read_all(part, raw)
        return value if len(self.problems) == before else None

    def _read_all(self, part: Field, raw: object) -> Value | None:
        if part.repeats is None:
            return self._read_one(part, raw, None)
        if not isinstance(raw, list | tuple) or isinstance(raw, Reference | Attachment):
            self.problems.append(FieldProblem(part.id, Text("应为列表", "a list is expected")))
            return None
        least, most = part.repeats
        if not least <= len(raw) <= most:
            self.problems.append(FieldProblem(part.id, _count_words(least, most, len(raw))))
        read = [self._read_one(part, one, row) for row, one in enumerate(raw, 1)]
        return tuple(one for one in read if one is not None)

    def _read_one(self, part: Field, raw: object, row: int | None) -> Value | None:
        if part.type is FieldType.TABLE:
            return self._read_row(part, raw, row)
        value, why = self._read_single(part, raw)
        if why:
            self.problems.append(FieldProblem(part.id, why, row))
        return value

    def _read_row(self, part: Field, raw: object, row: int | None) -> Mapping[str, Value]:
        cells = raw if isinstance(raw, Mapping) else {}
        read: dict[str, Value] = {}
        for column in part.columns:
            cell = cells.get(column.id)
            if cell in (None, ""):
                value, why = None, missing_words(column) if column.is_required else None
            else:
                value, why = self._read_single(column, cell)
            if why:
                self.problems.append(FieldProblem(part.id, why, row, column.id))
            if value is not None:
                read[column.id] = value
        return read

    def _read_single(self, part: Field, raw: object) -> tuple[Value | None, Text | None]:
        try:
            value = read_single(part, raw)
        except ValueRefusedError as error:
            return None, error.why
        return value, out_of_bounds(part, value, self.values)


def out_of_bounds(part: Field, value: Any, values: Mapping[str, Value]) -> Text | None:
    """Why ``value`` lies outside the bounds of its field; an unknown bound binds nobody."""
    low, high = (
        values.get(bound.name) if isinstance(bound, FieldOf) else bound
        for bound in (part.at_least, part.at_most)
    )
    if low is not None and value < low:
        words = shown(part, low)
        return Text(f"不得低于{words.zh}", f"must be at least {words.en}")
    if high is not None and value > high:
        words = shown(part, high)
        return Text(f"不得超过{words.zh}", f"must be at most {words.en}")
    return None


def missing_words(part: Field) -> Text:
    return Text(f"没有填写“{part.label.zh}”", f"“{part.label.en}” is not filled in")


def _count_words(least: int, most: int, count: int) -> Text:
    return Text(
        f"应有{least}至{most}项，现有{count}项",
        f"{least} to {most} entries are wanted, there are {count}",
    )
