"""Measure words: 人, 件, 项, 分, 天 behind a number, and what English says instead."""

from __future__ import annotations

from kechuang.engines.wording import Text

_ENGLISH = {
    "人": ("person", "persons"),
    "件": ("item", "items"),
    "项": ("item", "items"),
    "分": ("point", "points"),
    "天": ("day", "days"),
}


def measured(number: str, unit: str) -> Text:
    """``number`` with its measure word; English leaves out a word it has no match for."""
    one, many = _ENGLISH.get(unit, ("", ""))
    noun = one if number == "1" else many
    return Text(f"{number}{unit}", f"{number} {noun}".rstrip())
