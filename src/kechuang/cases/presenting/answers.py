"""What was handed in or typed, to be read: pairs of label and words, tables with their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kechuang.cases.filling import entry_of
from kechuang.cases.presenting.entries import words_of
from kechuang.engines.flow import Attachment, Field, FieldType, Form, Value
from kechuang.engines.wording import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """One field with its words, or with ``columns`` and ``rows`` where it is a table.

    ``files`` are the attachments in it, by digest, so that a page can link them.
    """

    label: Text
    words: Text
    columns: tuple[Text, ...] = ()
    rows: tuple[tuple[Text, ...], ...] = ()
    files: tuple[Attachment, ...] = ()


def answers_of(form: Form, values: Mapping[str, Value]) -> tuple[Answer, ...]:
    """The fields of ``form`` that have a value, in its order."""
    return tuple(_answer(part, values[part.id]) for part in form.fields if part.id in values)


def _answer(field: Field, value: Value) -> Answer:
    if field.type is FieldType.TABLE and isinstance(value, tuple):
        rows = [row for row in value if isinstance(row, Mapping)]
        return Answer(
            label=field.label,
            words=Text("", ""),
            columns=tuple(column.label for column in field.columns),
            rows=tuple(_cells(field, row) for row in rows),
        )
    return Answer(field.label, words_of(field, entry_of(field, value)), files=_files(value))


def _files(value: Value) -> tuple[Attachment, ...]:
    if isinstance(value, Attachment):
        return (value,)
    parts = value if isinstance(value, tuple) else ()
    return tuple(one for one in parts if isinstance(one, Attachment))


def _cells(field: Field, row: Mapping[str, Value]) -> tuple[Text, ...]:
    empty = Text("—", "—")
    return tuple(
        words_of(column, entry_of(column, row[column.id])) if column.id in row else empty
        for column in field.columns
    )
