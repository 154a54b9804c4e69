"""Entries of a draft in words, also those that could not be read."""

from __future__ import annotations

from collections.abc import Mapping

from kechuang.cases.filling.entries import Raw, is_blank
from kechuang.engines.flow import Field, FieldType
from kechuang.engines.wording import Text

NOTHING = Text("（未填）", "(blank)")
YES, NO = Text("是", "yes"), Text("否", "no")


def words_of(field: Field, raw: Raw) -> Text:
    """``raw`` as a reader understands it; rows of a table stand on lines of their own."""
    if is_blank(raw):
        return NOTHING
    if isinstance(raw, list | tuple):
        rows = [words_of(field, row) for row in raw]
        return Text("\n".join(row.zh for row in rows), "\n".join(row.en for row in rows))
    if field.type is FieldType.TABLE and isinstance(raw, Mapping):
        return _row_words(field, raw)
    return _single_words(field, raw)


def _row_words(field: Field, raw: Mapping[str, Raw]) -> Text:
    cells = [
        (column.label, words_of(column, raw[column.id]))
        for column in field.columns
        if not is_blank(raw.get(column.id))
    ]
    zh = "；".join(f"{label.zh}：{words.zh}" for label, words in cells)
    return Text(zh, "; ".join(f"{label.en}: {words.en}" for label, words in cells))


def _single_words(field: Field, raw: Raw) -> Text:
    if isinstance(raw, bool):
        return YES if raw else NO
    if isinstance(raw, Mapping):
        return _named(raw)
    if field.type is FieldType.CHOICE and raw in field.choices:
        return field.choices[str(raw)]
    written = str(raw)
    has_unit = not field.unit or not written[-1:].isdigit()
    return Text(written, written) if has_unit else Text(written + field.unit, written + field.unit)


def _named(raw: Mapping[str, Raw]) -> Text:
    name, code = str(raw.get("name", "")), str(raw.get("code", ""))
    words = f"{name}（{code}）" if name and code else name or code
    return Text(words, words)
