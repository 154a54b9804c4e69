"""Disciplines: GB/T 13745-2009, first level; longer codes are read by their first three digits."""

from __future__ import annotations

from functools import cache

from kechuang.base.identifiers.characters import are_digits, half_width
from kechuang.base.identifiers.code_tables import name_of, read_rows, unknown_code
from kechuang.engines.wording import Text

TABLE = Text("学科分类与代码（GB/T 13745-2009）", "the discipline classification GB/T 13745-2009")
LENGTHS = (3, 5, 7)


@cache
def _disciplines() -> dict[str, dict[str, str]]:
    return read_rows("disciplines.csv")


def listed_disciplines() -> tuple[tuple[str, Text], ...]:
    """Code and name of every first-level discipline."""
    return tuple((code, name_of(row)) for code, row in _disciplines().items())


def discipline_name(code: str) -> Text:
    """The first-level discipline that a code of 3, 5 or 7 digits belongs to."""
    return name_of(_disciplines()[_first_level(code)])


def is_discipline_under(code: str, other: str) -> bool:
    """Whether ``code`` is ``other`` or belongs to it."""
    _first_level(code), _first_level(other)
    return half_width(code).startswith(half_width(other))


def _first_level(raw: str) -> str:
    value = half_width(raw)
    if len(value) not in LENGTHS or not are_digits(value) or value[:3] not in _disciplines():
        raise unknown_code(raw, table=TABLE, example="520")
    return value[:3]
