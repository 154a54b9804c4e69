"""Harm done to a healthy database past its guards, and undone afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

WRITES = re.compile(r"^\s*(?:UPDATE|DELETE FROM|INSERT INTO) (\w+)")
POSTGRES_CHECKS = """
SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'x')
"""
SQLITE_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"


class Damage:
    """What somebody with the database's own password can do."""

    def __init__(self) -> None:
        self._open: set[str] = set()
        self._files: dict[Path, bytes] = {}

    def run(self, sql: str, *values: object) -> None:
        """One writing statement, with the guards of its table out of the way."""
        written = WRITES.match(sql)
        assert written, sql
        self.unguard(written[1])
        assert self._execute(sql, *values) != 0, f"nothing was damaged: {sql}"

    def unguard(self, table: str) -> None:
        """Take away triggers and conditions, as their owner can."""
        if table in self._open:
            return
        self._open.add(table)
        if connection.vendor == "postgresql":
            self._execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for name in self.ask(POSTGRES_CHECKS, table):
                self._execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
            return
        for name in self.ask(SQLITE_TRIGGERS, table):
            self._execute(f'DROP TRIGGER "{name}"')

    def drop_index(self, name: str) -> None:
        self._execute(f'DROP INDEX "{name}"')

    def ask(self, sql: str, *values: object) -> list[object]:
        """The first column of what a query finds."""
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return [row[0] for row in cursor.fetchall()]

    def overwrite(self, place: Path, content: bytes) -> None:
        self._files.setdefault(place, place.read_bytes())
        place.write_bytes(content)

    def mend_files(self) -> None:
        for place, content in self._files.items():
            place.write_bytes(content)

    def _execute(self, sql: str, *values: object) -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            return int(cursor.rowcount)


@contextmanager
def damaged() -> Iterator[Damage]:
    """A transaction in which nothing is refused and after which nothing has happened."""
    damage = Damage()
    with _unchecked(), transaction.atomic():
        if connection.vendor == "sqlite":
            damage._execute("PRAGMA defer_foreign_keys = ON")
        else:
            # PostgreSQL alters no table whose deferred checks are still to come
            connection.check_constraints()
        try:
            yield damage
        finally:
            damage.mend_files()
            transaction.set_rollback(True)


@contextmanager
def _unchecked() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
