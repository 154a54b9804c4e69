"""Administrative divisions: GB/T 2260, provinces and prefectures, and the fictional demo city.

Counties are recognised by their prefecture, not listed. Hong Kong, Macao and Taiwan are provinces.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kechuang.base.identifiers.characters import are_digits, half_width
from kechuang.base.identifiers.code_tables import name_of, read_rows, unknown_code
from kechuang.engines.wording import Text

TABLE = Text("行政区划代码表（GB/T 2260）", "the table of administrative divisions (GB/T 2260)")


@dataclass(frozen=True)
class Region:
    """One listed division.

    ``is_fictional`` marks the demonstration city; ``is_collective`` a heading such as 市辖区 that
    groups districts without being a place itself.
    """

    code: str
    name: Text
    is_fictional: bool
    is_collective: bool


@cache
def _regions() -> dict[str, Region]:
    rows = read_rows("regions.csv")
    return {
        code: Region(code, name_of(row), row["note"] == "虚构", row["note"] == "统称")
        for code, row in rows.items()
    }


def listed_regions() -> tuple[Region, ...]:
    """Every listed division in code order."""
    return tuple(_regions().values())


def region_parent(code: str) -> str | None:
    """The division above ``code``; None for a province."""
    value = _six_digits(code)
    if value.endswith("0000"):
        return None
    return value[:2] + "0000" if value.endswith("00") else value[:4] + "00"


def region_name(code: str) -> Text:
    """Its own name, or for an unlisted division the nearest place above it with the code."""
    value = _six_digits(code)
    if value in _regions():
        return _regions()[value].name
    nearest = [region for region in region_path(code) if not region.is_collective][-1]
    return Text(f"{nearest.name.zh}（{value}）", f"{nearest.name.en} ({value})")


def region_path(code: str) -> tuple[Region, ...]:
    """The listed divisions from the province down to ``code``."""
    value = _six_digits(code)
    candidates = dict.fromkeys((value[:2] + "0000", value[:4] + "00", value))
    found = tuple(_regions()[c] for c in candidates if c in _regions())
    if not found:
        raise unknown_code(code, table=TABLE, example="110000")
    return found


def is_region_under(code: str, other: str) -> bool:
    """Whether ``code`` is ``other`` or lies inside it."""
    return _six_digits(code).startswith(_significant(_six_digits(other)))


def _significant(value: str) -> str:
    if value.endswith("0000"):
        return value[:2]
    return value[:4] if value.endswith("00") else value


def _six_digits(raw: str) -> str:
    value = half_width(raw)
    if len(value) != 6 or not are_digits(value):
        raise unknown_code(raw, table=TABLE, example="110000")
    return value
