"""What a person types for a fact, read as the catalogue's type."""

from __future__ import annotations

from kechuang.base.errors import InvalidInput, Text
from kechuang.base.identifiers import parse_amount, parse_date
from kechuang.engines.rulebook import (
    FactDefinition,
    Kind,
    WordingError,
    read_fact_value,
    read_records,
)
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.fact_values import FactValue, fact_type

FLAGS = {"是": True, "yes": True, "true": True, "否": False, "no": False, "false": False}


def read_written_value(name: str, written: str) -> FactValue:
    """The typed value of ``written``: 3120.5万元, 3.65%, 86, 是, 2024年3月15日, a list of records.

    Raises a ``Refusal`` that says how to write it.
    """
    kind, text = Kind(fact_type(name)), written.strip()
    if kind is Kind.MONEY:
        return parse_amount(text)
    if kind is Kind.DATE:
        return parse_date(text).exact_day()
    return _read_flag(text) if kind is Kind.FLAG else _read_plain(text, fact_catalogue()[name])


def _read_plain(text: str, fact: FactDefinition) -> FactValue:
    try:
        if fact.type is Kind.LIST:
            return read_records(text, fact)
        return read_fact_value(text, fact.type)
    except WordingError as unreadable:
        raise InvalidInput(
            Text("这一项未记录", "The fact was not recorded"), unreadable.why, unreadable.mend
        ) from unreadable


def _read_flag(text: str) -> bool:
    if text.lower() in FLAGS:
        return FLAGS[text.lower()]
    raise InvalidInput(
        Text("这一项未记录", "The fact was not recorded"),
        Text(f"“{text}”不是“是”或“否”", f"“{text}” is neither yes nor no"),
        Text("请写 是 或 否", "Write yes or no"),
    )
