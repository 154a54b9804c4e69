"""Industries of the national economy: GB/T 4754-2017, sections, divisions and groups.

Codes are a section letter, or 2, 3 or 4 digits, with or without the section letter before them.
Classes (4 digits) are recognised by their group or division, not listed.
"""

from __future__ import annotations

from functools import cache

from kechuang.base.identifiers.characters import are_digits, upper_code
from kechuang.base.identifiers.code_tables import name_of, read_rows, unknown_code
from kechuang.engines.wording import Text

TABLE = Text("国民经济行业分类（GB/T 4754-2017）", "the industry classification GB/T 4754-2017")


@cache
def _industries() -> dict[str, dict[str, str]]:
    return read_rows("industries.csv")


def listed_industries() -> tuple[tuple[str, Text], ...]:
    """Code and name of every listed section, division and group."""
    return tuple((code, name_of(row)) for code, row in _industries().items())


def industry_code(raw: str) -> str:
    """``raw`` in canonical form: "C" for a section, otherwise digits ("C2710" → "2710")."""
    value = upper_code(raw)
    digits = value[1:] if value[:1].isalpha() else value
    if not digits and value in _industries():
        return value
    if not (are_digits(digits) and 2 <= len(digits) <= 4 and digits[:2] in _industries()):
        raise unknown_code(raw, table=TABLE, example="C27")
    if value != digits and value[0] != _industries()[digits[:2]]["section"]:
        raise unknown_code(raw, table=TABLE, example=_industries()[digits[:2]]["section"] + digits)
    return digits


def industry_section(code: str) -> str:
    """The section letter of ``code``."""
    value = industry_code(code)
    return value if value.isalpha() else _industries()[value[:2]]["section"]


def industry_parent(code: str) -> str | None:
    """The code one level up; None for a section."""
    value = industry_code(code)
    if value.isalpha():
        return None
    return industry_section(value) if len(value) == 2 else value[:-1]


def industry_name(code: str) -> Text:
    """Its own name, or the nearest name above with the code; groups have no English names."""
    value = industry_code(code)
    zh, en = _nearest(value, "zh"), _nearest(value, "en")
    own = _industries().get(value, {})
    return Text(
        zh if own.get("zh") else f"{zh}（{value}）", en if own.get("en") else f"{en} ({value})"
    )


def _nearest(value: str, language: str) -> str:
    rows = (_industries().get(above, {}) for above in (value, value[:3], value[:2]))
    return next(row[language] for row in rows if row.get(language))


def is_industry_under(code: str, other: str) -> bool:
    """Whether ``code`` is ``other`` or belongs to it."""
    value, above = industry_code(code), industry_code(other)
    return industry_section(value) == above if above.isalpha() else value.startswith(above)
