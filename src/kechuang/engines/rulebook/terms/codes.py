"""Codes that contain one another: regions (GB/T 2260) and industries (GB/T 4754-2017)."""

from __future__ import annotations

import re

WHOLE_COUNTRY = "100000"
Groups = tuple[tuple[str, tuple[str, ...]], ...]

_LAST_DIVISION_OF_SECTION = (
    (5, "A"), (12, "B"), (43, "C"), (46, "D"), (50, "E"), (52, "F"), (60, "G"),
    (62, "H"), (65, "I"), (69, "J"), (70, "K"), (72, "L"), (75, "M"), (79, "N"),
    (82, "O"), (83, "P"), (85, "Q"), (90, "R"), (96, "S"), (97, "T"),
)  # fmt: skip
_INDUSTRY = re.compile(r"([A-T]?)(\d{0,4})")


def is_region_under(code: str, region: str) -> bool:
    """Whether a six-digit region lies in ``region``: 350181 in 350000, everything in 100000."""
    return region == WHOLE_COUNTRY or code.startswith(_significant(region))


def _significant(region: str) -> str:
    while region.endswith("00"):
        region = region[:-2]
    return region


def is_industry_under(code: str, group: str) -> bool:
    """Whether an industry lies in ``group``; the section letter may be written or left out."""
    section, digits = _split(code)
    group_section, group_digits = _split(group)
    if group_section and section != group_section:
        return False
    return digits.startswith(group_digits)


def industry_section(code: str) -> str:
    """The section letter of an industry, whether or not it is written; empty for no known code."""
    return _split(code)[0]


def is_known_industry(group: str) -> bool:
    """Whether ``group`` can hold an industry: C, C39 and 39 can, C65 cannot (65 lies in I)."""
    if not _INDUSTRY.fullmatch(group) or not group:
        return False
    section, digits = _split(group)
    return bool(section) and (not digits[1:] or section == _section_of(digits))


def is_listed_under(code: str, group: str, groups: Groups) -> bool:
    """Whether ``code`` is ``group`` or lies in it through the ``groups`` of the catalogue."""
    if code == group:
        return True
    members = next((members for key, members in groups if key == group), ())
    return any(is_listed_under(code, member, groups) for member in members)


def _split(code: str) -> tuple[str, str]:
    match = _INDUSTRY.fullmatch(code.strip().upper())
    section, digits = match.groups() if match else ("", code)
    return section or _section_of(digits), digits


def _section_of(digits: str) -> str:
    if not digits[:2].isdigit() or len(digits) < 2:
        return ""
    division = int(digits[:2])
    return next((letter for last, letter in _LAST_DIVISION_OF_SECTION if division <= last), "")
