"""Between the canonical text kept in the table and the typed value an engine computes with."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from kechuang.base.errors import InvalidInput, Text
from kechuang.engines.rulebook import Fact, WordingError, checked_records
from kechuang.packs.catalogue import fact_catalogue
from kechuang.parties.models import PartyFact

INTEGER_TYPES = frozenset({"money", "count", "ratio", "days"})

FactValue = int | bool | str | date


def canonical_value(name: str, value: FactValue) -> str:
    """The text stored for ``value``; refuses an unknown fact name or a value of another type."""
    kind = fact_type(name)
    if kind == "flag" and isinstance(value, bool):
        return "true" if value else "false"
    if kind in INTEGER_TYPES and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if kind == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if kind in {"code", "text"} and isinstance(value, str) and value:
        return value
    if kind == "list" and isinstance(value, str):
        return _canonical_list(name, value)
    raise _wrong_type(name, kind, value)


def typed_value(name: str, text: str) -> FactValue:
    """The value a rule computes with; refuses records that the catalogue reads otherwise now."""
    kind = fact_type(name)
    if kind == "flag":
        return text == "true"
    if kind in INTEGER_TYPES:
        return int(text)
    if kind == "list":
        return _canonical_list(name, text)
    return date.fromisoformat(text) if kind == "date" else text


def records_digest(records: str) -> str:
    """What stands for a list among the values: they are compared and kept unique by it."""
    return hashlib.sha256(records.encode()).hexdigest()


def fact_type(name: str) -> str:
    """The catalogue's type of the fact; refuses a name that the catalogue does not have."""
    definition = fact_catalogue().get(name)
    if definition is None:
        raise InvalidInput(
            Text(f"事实 {name} 未被接受", f"The fact {name} was not accepted"),
            Text("事实目录中没有这一名称", "the fact catalogue has no such name"),
            Text("请从 packs/facts.yaml 中选用名称", "Use a name from packs/facts.yaml"),
        )
    return definition.type


def refuse_wrong_period(name: str, period: str) -> None:
    """Yearly facts carry a year of four digits, all others no period."""
    if fact_catalogue()[name].is_yearly:
        fits = len(period) == 4 and period.isdecimal()
        why = Text("应写明年度，如 2025", "it needs its year, such as 2025")
    else:
        fits, why = not period, Text("此事实不分年度", "it belongs to no year")
    if not fits:
        raise InvalidInput(
            Text(f"事实 {name} 的期间未被接受", f"The period of {name} was not accepted"),
            why,
            Text("请更正期间", "Correct the period"),
        )


def as_engine_fact(row: PartyFact) -> Fact:
    """The row as the rule engine reads it."""
    return Fact(
        name=row.name,
        value=typed_value(row.name, row.told),
        period=row.period or None,
        unit=row.unit,
        source=row.source,
        as_of=row.as_of,
        certified_by=row.certified_by,
    )


def _canonical_list(name: str, value: str) -> str:
    try:
        return checked_records(value, fact_catalogue()[name])
    except WordingError as unfit:
        raise InvalidInput(
            Text(f"事实 {name} 未被接受", f"The fact {name} was not accepted"),
            unfit.why,
            unfit.mend,
        ) from unfit


def _wrong_type(name: str, kind: str, value: object) -> InvalidInput:
    return InvalidInput(
        Text(f"事实 {name} 的值未被接受", f"The value of {name} was not accepted"),
        Text(f"应为 {kind} 类型，收到 {value!r}", f"expected the type {kind}, got {value!r}"),
        Text("请按事实目录中的类型填写", "Give a value of the catalogue's type"),
    )
