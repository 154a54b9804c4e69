"""Parties that a form names by a code and a name which the register does not know together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kechuang.engines.flow import Field, FieldProblem, FieldType, Form, Reference, Value
from kechuang.engines.wording import Text
from kechuang.parties.models import Party
from kechuang.parties.selectors import goes_by, listed_parties


@dataclass(frozen=True)
class Named:
    """A party where a form names it; ``row`` counts from 1, None where there is one only."""

    unit: Reference
    field: str
    row: int | None = None
    column: str = ""


def misnamed_parties(form: Form, values: Mapping[str, Value]) -> list[FieldProblem]:
    """A problem for every party whose code is registered under other names; a code that nobody
    registered says nothing."""
    named = [one for field in form.fields for one in _named(field, values.get(field.id))]
    codes = {one.unit.code for one in named if one.unit.code}
    known = {one.credit_code: one for one in listed_parties().filter(credit_code__in=codes)}
    return [
        FieldProblem(one.field, _why(one.unit, party), one.row, one.column)
        for one in named
        if (party := known.get(one.unit.code)) and not goes_by(party, one.unit.name)
    ]


def _named(field: Field, value: Value | None) -> Iterator[Named]:
    several = isinstance(value, tuple) and not isinstance(value, Reference)
    for number, row in enumerate(value if several else (value,), start=1):  # type: ignore[arg-type]
        place = number if several else None
        if isinstance(row, Reference) and field.type is FieldType.PARTY:
            yield Named(row, field.id, place)
        if isinstance(row, Mapping):
            yield from _cells(field, row, place)


def _cells(field: Field, row: Mapping[str, Value], place: int | None) -> Iterator[Named]:
    for column in field.columns:
        cell = row.get(column.id)
        if column.type is FieldType.PARTY and isinstance(cell, Reference):
            yield Named(cell, field.id, place, column.id)


def _why(unit: Reference, party: Party) -> Text:
    return Text(
        f"统一社会信用代码 {unit.code} 登记的是“{party.name}”，不是“{unit.name}”",
        f"the unified social credit code {unit.code} is registered as “{party.name}”, "
        f"not as “{unit.name}”",
    )
