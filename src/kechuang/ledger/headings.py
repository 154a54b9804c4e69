"""Which column of a file is which, told by its heading in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kechuang.base.errors import InvalidInput, Text
from kechuang.base.identifiers import MoneyUnit, unit_in_header

BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
YUAN_IN_ENGLISH = re.compile(r"\b(yuan|cny|rmb)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """What a kind of file must tell: the spellings of each column, the columns that may not be
    missing with their proper headings, those that hold money, and the words of its refusal."""

    spellings: Mapping[str, tuple[str, ...]]
    required: Mapping[str, Text]
    money: Sequence[str]
    not_read: Text
    mend: Text


@dataclass(frozen=True)
class Columns:
    """The heading and place of each column that is read; the unit that each amount's one states."""

    labels: dict[str, str]
    places: dict[str, int]
    units: dict[str, MoneyUnit | None]


def find_columns(header: Sequence[str], asked: Asked) -> Columns:
    """The columns of ``header``; the first spelling that occurs is taken.

    Raises ``InvalidInput`` naming what is missing, ``IdentifierError`` for an unclear unit.
    """
    plain = [_plain(label) for label in header]
    places = {
        name: plain.index(spelling)
        for name, spellings in asked.spellings.items()
        for spelling in [next((s for s in spellings if s in plain), None)]
        if spelling is not None
    }
    missing = [heading for name, heading in asked.required.items() if name not in places]
    if missing:
        raise missing_columns(missing, asked)
    labels = {name: header[place] for name, place in places.items()}
    units = {name: _unit(labels[name]) for name in asked.money if name in labels}
    return Columns(labels, places, units)


def missing_columns(headings: Sequence[Text], asked: Asked) -> InvalidInput:
    zh = "、".join(heading.zh for heading in headings)
    en = ", ".join(heading.en for heading in headings)
    why = Text(f"缺少列：{zh}", f"these columns are missing: {en}")
    return InvalidInput(asked.not_read, why, asked.mend)


def _plain(label: str) -> str:
    return re.sub(r"[\s_:：*]+", "", BRACKETS.sub("", label)).casefold()


def _unit(label: str) -> MoneyUnit | None:
    return MoneyUnit.YUAN if YUAN_IN_ENGLISH.search(label) else unit_in_header(label)
