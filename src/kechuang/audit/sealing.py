"""What an event tells of the records it made or changed: a salted digest of each one's columns.

The digest enters the chain inside the payload and under the payload's own salt, so that it says
nothing about the record to whoever has the chain alone, and nothing at all once that was erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import reduce
from typing import Any

from django.db import models

from kechuang.engines.seal import canonical_bytes, payload_leaf

SEALED = "sealed"
Seals = dict[str, dict[str, str]]


def seals_of(rows: Iterable[models.Model], salt: str) -> Seals:
    """``{label of the table: {key: digest}}``, as an event tells it under ``sealed``."""
    told: Seals = {}
    for row in rows:
        told.setdefault(row._meta.label_lower, {})[str(row.pk)] = payload_leaf(salt, cells_of(row))
    return told


def cells_of(row: models.Model) -> dict[str, str]:
    """The sealed columns of a row and their texts, as its CSV file shows them."""
    return {path: text_of(_value(row, path)) for path in sealed_columns(type(row))}


def found_cells_of(row: models.Model) -> dict[str, str]:
    """``cells_of`` as the database held them when the row was read; of a new row, as it is."""
    names, values = getattr(row, "found", ((), ()))
    sealed = set(sealed_columns(type(row)))
    found = zip(names, values, strict=True)
    return cells_of(row) | {name: text_of(value) for name, value in found if name in sealed}


def sealed_columns(table: type[models.Model]) -> list[str]:
    """Every column but those that the model says go on moving (``unsealed``).

    ``sealed_beside`` are paths to what never changes in another room's record (``party__code``).
    """
    moving = getattr(table, "unsealed", ())
    names = [column.attname for column in table._meta.concrete_fields]
    return [*(name for name in names if name not in moving), *getattr(table, "sealed_beside", ())]


def sealed_rows(table: type[models.Model]) -> models.QuerySet[models.Model]:
    """The table's rows by key, each with what is sealed beside it, in one query."""
    beside = [path.rpartition("__")[0] for path in getattr(table, "sealed_beside", ())]
    rows = table._base_manager.order_by("pk")
    return rows.select_related(*beside) if beside else rows


def _value(row: models.Model, path: str) -> Any:
    return reduce(getattr, path.split("__"), row)


def text_of(value: Any) -> str:
    """One text per value on every database: instants in UTC, documents as canonical JSON."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, (Mapping, list)):
        return canonical_bytes(value).decode()
    return str(value)
