"""Guards switched off, for red controls only: in client processes and in scratch databases."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import copy
from typing import Any
from unittest.mock import patch

from django.db import connection, models
from django.db.models import QuerySet
from django.db.transaction import Atomic

from kechuang.audit.models import Event
from kechuang.base import inserting

PAUSE_S = 0.003


@contextmanager
def without_transactions(pause_s: float = PAUSE_S) -> Iterator[None]:
    """Each statement stands for itself, no row is locked, and a write comes a moment after."""
    with ExitStack() as off:
        off.enter_context(patch.object(Atomic, "__enter__", lambda self: None))
        off.enter_context(patch.object(Atomic, "__exit__", lambda self, *failure: None))
        off.enter_context(patch.object(QuerySet, "select_for_update", _unlocked))
        for room in ("audit.services.recording", "base.turns"):
            off.enter_context(patch(f"kechuang.{room}._require_transaction", lambda: None))
        for name in ("_insert", "_update"):
            off.enter_context(patch.object(QuerySet, name, late(getattr(QuerySet, name), pause_s)))
        off.enter_context(patch.object(inserting, "_write", late(inserting._write, pause_s)))
        yield


def _unlocked(rows: QuerySet[Any], *args: object, **options: object) -> QuerySet[Any]:
    return rows.all()


def late(command: Callable[..., Any], pause_s: float) -> Callable[..., Any]:
    """``command``, after time enough for somebody else to come between check and write."""

    def after_a_moment(*args: Any, **options: Any) -> Any:
        time.sleep(pause_s)
        return command(*args, **options)

    return after_a_moment


def loosen(model: type[models.Model], *columns: str) -> None:
    """Take the model's constraints, and the uniqueness of ``columns``, out of the database."""
    constraints = model._meta.constraints
    fields = [model._meta.get_field(column) for column in columns]
    changes = [(field, _repeatable(field)) for field in fields]
    with patch.object(model._meta, "constraints", []), connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(model, alter_fields=changes)
            return
        for constraint in constraints:
            editor.remove_constraint(model, constraint)
        for before, after in changes:
            editor.alter_field(model, before, after)


def _repeatable(field: Any) -> Any:
    other = copy(field)
    other._unique = other.unique = False
    if isinstance(other, models.OneToOneField):
        other.__class__ = models.ForeignKey
    return other


TRIGGERS = {
    "sqlite": "SELECT name, '' FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """
        SELECT tgname, ' ON ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
    """,
}
BARE = (
    "CREATE TABLE bare AS SELECT * FROM {table}",
    "DROP TABLE {table}",
    "ALTER TABLE bare RENAME TO {table}",
)


def disarm() -> None:
    """No trigger refuses anything any more, and the audit chain takes whatever it is given.

    SQLite lays a table anew to change it, which triggers of other tables would forbid.
    """
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        for name, place in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}{place}")
        for table in _tables_of_the_chain():
            for statement in BARE:
                cursor.execute(statement.format(table=table))


def _tables_of_the_chain() -> list[str]:
    """Events, after what refers to them."""
    fields = Event._meta.get_fields(include_hidden=True)
    relations = [each for each in fields if each.is_relation and each.auto_created]
    referring = {each.related_model._meta.db_table for each in relations}
    return [*sorted(referring), Event._meta.db_table]
