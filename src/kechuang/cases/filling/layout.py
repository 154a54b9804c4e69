"""Lays out questions: rows and boxes with what was typed, and each problem where it belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kechuang.cases.filling.entries import Entries, Raw, filled_rows, is_blank
from kechuang.cases.filling.places import Place
from kechuang.cases.filling.prefills import Prefill
from kechuang.cases.filling.questions import Box, Question, Row, Theirs
from kechuang.engines.flow import Field, FieldProblem, FieldType, Filled
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Layout:
    """``typed`` are the entries as they stand, ``filled`` what the engine made of them."""

    typed: Entries
    filled: Filled
    prefills: Mapping[str, Prefill]
    theirs: Mapping[str, Theirs]
    rows_wanted: Mapping[str, int]
    tells_missing: bool

    def question(self, part: Field) -> Question:
        raw = self.typed.get(part.id, "")
        repeats = part.repeats is not None
        return Question(
            field=part,
            is_asked=part.id in self.filled.asked,
            box=None if repeats else self._box(part, Place(part.id), raw, self._of_field(part)),
            rows=tuple(self._rows(part, raw)) if repeats else (),
            problems=self._of_field(part) if repeats else (),
            prefill=self.prefills.get(part.id),
            theirs=self.theirs.get(part.id),
        )

    def _rows(self, part: Field, raw: Raw) -> Sequence[Row]:
        rows = list(raw) if isinstance(raw, list | tuple) else []
        least, most = part.repeats or (0, 0)
        wanted = min(max(len(rows), least, self.rows_wanted.get(part.id, 0)), max(most, len(rows)))
        rows += [""] * (wanted - len(rows))
        return [self._row(part, number, row, rows) for number, row in enumerate(rows)]

    def _row(self, part: Field, number: int, raw: Raw, rows: list[Raw]) -> Row:
        place = Place(part.id, number)
        told = _number_among_filled(number, rows)
        if part.type is not FieldType.TABLE:
            box = self._box(part, place, raw, self._of_cell(part, told, "", raw))
            return Row(number + 1, place, (box,))
        cells = raw if isinstance(raw, Mapping) else {}
        boxes = (self._cell(part, column, number, told, cells) for column in part.columns)
        return Row(number + 1, place, tuple(boxes))

    def _cell(
        self, part: Field, column: Field, number: int, told: int | None, cells: Entries
    ) -> Box:
        raw = cells.get(column.id, "")
        problems = self._of_cell(part, told, column.id, raw)
        return self._box(column, Place(part.id, number, column.id), raw, problems)

    def _box(self, part: Field, place: Place, raw: Raw, problems: tuple[Text, ...]) -> Box:
        return Box(part, place, "" if is_blank(raw) else raw, problems)

    def _of_field(self, part: Field) -> tuple[Text, ...]:
        problems = tuple(one.why for one in self._told(part) if one.row is None)
        if self.tells_missing and part.id in self.filled.missing:
            problems += (_needed(part),)
        return problems

    def _of_cell(self, part: Field, row: int | None, column: str, raw: Raw) -> tuple[Text, ...]:
        """The problems of one cell; a blank one in a row just begun is none yet."""
        if row is None or (is_blank(raw) and not self.tells_missing):
            return ()
        told = (one for one in self._told(part) if (one.row, one.column) == (row, column))
        return tuple(one.why for one in told)

    def _told(self, part: Field) -> list[FieldProblem]:
        return [one for one in self.filled.problems if one.field == part.id]


def _number_among_filled(number: int, rows: list[Raw]) -> int | None:
    """The engine counts only rows in which something was typed, from 1."""
    filled = filled_rows(rows)
    return filled.index(number) + 1 if number in filled else None


def _needed(part: Field) -> Text:
    return Text(f"请填写{part.label.zh}", f"{part.label.en} is needed")
