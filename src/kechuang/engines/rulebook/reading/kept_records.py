"""The one form in which the records of a list are kept: canonical JSON of stored values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from kechuang.engines.packfile import WordingError, nearest
from kechuang.engines.rulebook.catalogue import FactDefinition, columns_of
from kechuang.engines.rulebook.facts import FactValue
from kechuang.engines.rulebook.inquiry import typed
from kechuang.engines.rulebook.terms.kinds import STORED_AS
from kechuang.engines.rulebook.terms.records import Row, rows_of
from kechuang.engines.wording import Text

LONGEST_QUOTE = 60
HOW = Text(
    "每条记录写“列名：值，列名：值”，记录之间用分号；一条也没有写“无”",
    "write each record “column: value, column: value” with semicolons between; “none” for none",
)


def kept_records(rows: Iterable[Row]) -> str:
    """What a record does not tell is left out."""
    told = [{name: row[name] for name in sorted(row) if row[name] is not None} for row in rows]
    return json.dumps(told, ensure_ascii=False)


def as_kept(value: FactValue) -> object:
    """A typed value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def checked_records(written: str, definition: FactDefinition) -> str:
    """A JSON array of records, canonical; WordingError when it does not fit the columns."""
    rows = rows_of(written)
    if rows is None:
        raise WordingError(Text("不是由记录组成的清单", "it is no list of records"), HOW)
    columns = columns_of(definition)
    for number, row in enumerate(rows, start=1):
        try:
            _check_row(row, columns)
        except WordingError as error:
            raise in_record(number, error) from error
    return kept_records(rows)


def unknown_column(name: str, known: Iterable[str]) -> WordingError:
    why = Text(f"清单没有“{name}”这一列", f"the list has no column “{name}”")
    return WordingError(why, nearest(name, known))


def in_record(number: int, error: WordingError) -> WordingError:
    """The ``error``, saying in which record it is."""
    why = Text(f"第{number}条：{error.why.zh}", f"record {number}: {error.why.en}")
    return WordingError(why, error.mend)


def _check_row(row: Row, columns: Mapping[str, FactDefinition]) -> None:
    for name, value in row.items():
        if name not in columns:
            raise unknown_column(name, columns)
        if value is not None:
            _check_cell(value, columns[name])


def _check_cell(value: object, column: FactDefinition) -> None:
    label, need, told = column.label, STORED_AS[column.type], repr(value)[:LONGEST_QUOTE]
    if not _is_canonical(value, column):
        why = Text(f"“{label.zh}”的值 {told} 不对", f"{label.en} cannot be {told}")
        raise WordingError(why, Text(f"应为{need.zh}", f"write {need.en}"))
    codes = {code for name, held in column.groups for code in (name, *held)}
    if codes and value not in codes:
        why = Text(f"没有{label.zh}“{value}”", f"there is no {label.en} “{value}”")
        raise WordingError(why, nearest(str(value), codes))


def _is_canonical(value: object, column: FactDefinition) -> bool:
    read = typed(value, column)
    if isinstance(read, date):
        return read.isoformat() == value
    return read is not None and (not isinstance(read, str) or (read.isprintable() and read != ""))
