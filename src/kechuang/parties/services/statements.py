"""One statement as the table keeps it: canonical, and refused where it does not fit."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kechuang.base.errors import InvalidInput, Text
from kechuang.parties.fact_values import (
    canonical_value,
    fact_type,
    records_digest,
    refuse_wrong_period,
)
from kechuang.parties.models import PartyFact
from kechuang.parties.services.inputs import NewFact


class Statement(NamedTuple):
    """The columns of one ``PartyFact``, without its party and its time.

    ``value`` stands for a list of ``records`` by its SHA-256.
    """

    name: str
    period: str
    value: str
    unit: str
    source: str
    as_of: date
    certified_by: str
    raw_text: str
    records: str | None


STATEMENT = Statement._fields
LONGEST = {
    name: length
    for name in STATEMENT
    if (length := getattr(PartyFact._meta.get_field(name), "max_length", None)) is not None
}


def checked_statement(fact: NewFact) -> Statement:
    """The fact as it is kept; raises ``InvalidInput`` saying what does not fit."""
    told = canonical_value(fact.name, fact.value)
    is_list = fact_type(fact.name) == "list"
    refuse_wrong_period(fact.name, fact.period)
    statement = Statement(
        fact.name,
        fact.period,
        records_digest(told) if is_list else told,
        fact.unit,
        fact.source,
        fact.as_of,
        fact.certified_by,
        fact.raw_text,
        told if is_list else None,
    )
    _refuse_misfits(statement)
    return statement


def _refuse_misfits(statement: Statement) -> None:
    if not statement.source.strip():
        raise _refused(statement, Text("没有写明来源", "it names no source"))
    for name, longest in LONGEST.items():
        if len(getattr(statement, name) or "") > longest:
            why = f"{name} 超过 {longest} 个字符", f"{name} is longer than {longest} characters"
            raise _refused(statement, Text(*why))


def _refused(statement: Statement, why: Text) -> InvalidInput:
    return InvalidInput(
        Text(f"事实 {statement.name} 未被接受", f"The fact {statement.name} was not accepted"),
        why,
        Text("请更正后重试", "Correct it and try again"),
    )
