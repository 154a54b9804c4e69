"""Plausible values for fields, drawn from a seeded source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from kechuang.engines.flow.forms.fields import (
    Attachment,
    Field,
    FieldOf,
    FieldType,
    Reference,
    Single,
    Value,
)

_PARTIES = ("甲单位", "乙单位", "丙单位")
_FURTHEST_DAYS = 300
_SPAN = 10
_AT_THE_EDGE = 0.25
_SPAN_FEN = 1_000_000_000


def sample_values(
    fields: Iterable[Field], known: Mapping[str, Value], *, on: date, draw: Random
) -> dict[str, Value]:
    """A value for every field, within its bounds; ``known`` gives the bounds that are values."""
    values: dict[str, Value] = {}
    for field in fields:
        values[field.id] = _sample(field, {**known, **values}, on, draw)
    return values


def _sample(field: Field, known: Mapping[str, Value], on: date, draw: Random) -> Value:
    if field.repeats is None:
        return _sample_one(field, known, on, draw)
    least, most = field.repeats
    count = draw.randint(least, min(most, least + 1))
    return tuple(_sample_one(field, known, on, draw) for _ in range(count))


def _sample_one(field: Field, known: Mapping[str, Value], on: date, draw: Random) -> Value:
    if field.type is FieldType.TABLE:
        return {column.id: _sample(column, known, on, draw) for column in field.columns}
    if field.type is FieldType.FLAG:
        return draw.random() < 0.5
    if field.type is FieldType.CHOICE:
        return draw.choice(sorted(field.choices))
    if field.type in (FieldType.NUMBER, FieldType.MONEY):
        return _sample_number(field, known, draw)
    if field.type is FieldType.DATE:
        return on + timedelta(days=draw.randint(1, _FURTHEST_DAYS))
    return _sample_named(field, draw)


def _sample_named(field: Field, draw: Random) -> Single:
    if field.type in (FieldType.PARTY, FieldType.PERSON):
        name = draw.choice(_PARTIES)
        return Reference(name, name)
    if field.type is FieldType.ATTACHMENT:
        return Attachment("0" * 64, f"示例.{(*field.kinds, 'pdf')[0]}", 1)
    return "示例"[: field.max_length]


def _sample_number(field: Field, known: Mapping[str, Value], draw: Random) -> int | Decimal:
    low = _bound(field.at_least, known)
    high = _bound(field.at_most, known)
    span = _SPAN_FEN if field.type is FieldType.MONEY else _SPAN
    first = low if low is not None else (high - span if high is not None else 0)
    last = high if high is not None else first + span
    number = first if draw.random() < _AT_THE_EDGE else draw.randint(first, max(first, last))
    return (
        Decimal(number).quantize(Decimal(1).scaleb(-field.decimals)) if field.decimals else number
    )


def _bound(bound: object, known: Mapping[str, Value]) -> int | None:
    value = known.get(bound.name) if isinstance(bound, FieldOf) else bound
    return int(value) if isinstance(value, int | Decimal) else None
