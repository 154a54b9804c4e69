"""The records of a list as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kechuang.engines.packfile import WordingError
from kechuang.engines.rulebook.catalogue import FactDefinition, columns_of
from kechuang.engines.rulebook.facts import FactValue
from kechuang.engines.rulebook.reading.kept_records import (
    HOW,
    as_kept,
    checked_records,
    in_record,
    kept_records,
    unknown_column,
)
from kechuang.engines.rulebook.terms.kinds import Kind
from kechuang.engines.rulebook.terms.literals import read_fact_value
from kechuang.engines.wording import Text

NONE = frozenset({"无", "没有", "none"})
FLAGS = {"是": True, "true": True, "yes": True, "否": False, "false": False, "no": False}
RECORD_END = re.compile(r"[;；\n]")
CELL_END = re.compile(r"[,，、]\s*(?=[^,，、:：=]+[:：=])")
NAMED = re.compile(r"\s*([^:：=]+?)\s*[:：=]\s*(.*\S)\s*")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
Columns = Mapping[str, tuple[str, FactDefinition]]


def read_records(written: str, definition: FactDefinition) -> str:
    """``类别：发明专利，授权日：2022-05-01；…``, ``无``, or a JSON array, as it is kept.

    JSON carries stored units (fen, basis points). WordingError says which record is wrong.
    """
    plain = written.strip()
    if plain.startswith("["):
        return checked_records(plain, definition)
    told = [] if plain.casefold() in NONE else filter(str.strip, RECORD_END.split(plain))
    columns = _spelled(definition)
    rows = [_read_record(number, record, columns) for number, record in enumerate(told, start=1)]
    return checked_records(kept_records(rows), definition)


def _spelled(definition: FactDefinition) -> Columns:
    """The columns by their names and their labels."""
    columns = columns_of(definition)
    labels = {
        label.casefold(): (name, column)
        for name, column in columns.items()
        for label in column.label
    }
    return labels | {name: (name, column) for name, column in columns.items()}


def _read_record(number: int, record: str, columns: Columns) -> dict[str, object]:
    try:
        cells = list(_read_cells(record, columns))
        names = [name for name, _ in cells]
        if len(set(names)) < len(names):
            raise WordingError(Text("同一列写了两次", "one column is written twice"), HOW)
    except WordingError as error:
        raise in_record(number, error) from error
    return dict(cells)


def _read_cells(record: str, columns: Columns) -> Iterator[tuple[str, object]]:
    for cell in CELL_END.split(record):
        match = NAMED.fullmatch(cell)
        if match is None:
            raise WordingError(Text(f"读不懂“{cell}”", f"cannot read “{cell}”"), HOW)
        spelling = match[1].casefold()
        if spelling not in columns:
            raise unknown_column(match[1], columns)
        name, column = columns[spelling]
        yield name, as_kept(_read_value(match[2], column.type))


def _read_value(written: str, kind: Kind) -> FactValue:
    if kind in (Kind.CODE, Kind.TEXT):
        return written
    if kind is Kind.FLAG and written.casefold() in FLAGS:
        return FLAGS[written.casefold()]
    return read_fact_value(THOUSANDS.sub("", written), kind)
