"""New rows by a statement that is made once per table; for what every command writes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models, transaction


def insert(rows: Sequence[models.Model]) -> None:
    """Write new rows of one table, as ``save(force_insert=True)`` does at four times the price.

    Their keys are given and no signal is sent. Raises ``IntegrityError`` like ``save``.
    """
    statement, fields = _statement(type(rows[0]), connection.vendor)
    values = [
        [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
        for row in rows
    ]
    _write(statement, values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _write(statement: str, values: list[list[Any]]) -> None:
    with transaction.mark_for_rollback_on_error(connection.alias), connection.cursor() as cursor:
        cursor.executemany(statement, values)


@cache
def _statement(
    model: type[models.Model], vendor: str
) -> tuple[str, tuple[models.Field[object, object], ...]]:
    """The ``vendor`` of the connection quotes the names."""
    fields, quoted = model._meta.local_concrete_fields, connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    blanks = ", ".join(["%s"] * len(fields))
    place = quoted(model._meta.db_table)
    return f"INSERT INTO {place} ({columns}) VALUES ({blanks})", fields  # noqa: S608 - a model's
