"""What the owner of a database can do first: take its guards away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

TRIGGERS = {
    "sqlite": "SELECT name, '' FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, ' ON ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
    ),
}
CHECKS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
WHERE contype IN ('c', 'x') AND (relname LIKE 'audit_%%' OR relname LIKE 'ledger_%%')
"""


@contextmanager
def owned_database() -> Iterator[None]:
    """No trigger and no condition refuses anything; keys are checked at the end, which never comes.

    Triggers and conditions do not come back: the database is there for this proof only.
    """
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        for name, place in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}{place}")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute(CHECKS, [])
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)
    yield


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
