"""What a database holds, in figures that its restored copy must show again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kechuang.audit.models import ChainHead, Event
from kechuang.files.models import StoredFile

EVENTS = Event._meta.db_table
HEADS = ChainHead._meta.db_table
FILES = StoredFile._meta.db_table
NO_HEAD = (0, "")


class Cursor(Protocol):
    """The part of a database cursor that is needed here; ``sqlite3`` and Django have it."""

    def execute(self, sql: str, /) -> Any: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> Any: ...


@dataclass(frozen=True)
class Contents:
    """Rows of each table, applied migrations (app, name), and the head of the audit chain."""

    rows: dict[str, int]
    migrations: tuple[tuple[str, str], ...]
    head: tuple[int, str]

    @property
    def total_rows(self) -> int:
        return sum(self.rows.values())


@dataclass(frozen=True)
class Snapshot:
    """One moment of a database: its contents, the stored files its rows name (SHA-256), and the
    major version of the program that wrote it down."""

    contents: Contents
    digests: tuple[str, ...]
    dump_version: int


def read_contents(cursor: Cursor, tables: Sequence[str]) -> Contents:
    """Read in plain SQL, as the tables may belong to an older version than the code."""
    return Contents(
        rows={table: _count(cursor, table) for table in sorted(tables)},
        migrations=_migrations(cursor),
        head=read_head(cursor),
    )


def read_head(cursor: Cursor) -> tuple[int, str]:
    """Sequence and hash of the last audit event; ``NO_HEAD`` before the first."""
    cursor.execute(f"SELECT sequence, own_hash FROM {HEADS}")  # noqa: S608 - our own table
    sequence, own_hash = cursor.fetchone() or NO_HEAD
    return int(sequence), str(own_hash)


def read_digests(cursor: Cursor) -> tuple[str, ...]:
    """SHA-256 of every stored file that a row names."""
    cursor.execute(f"SELECT DISTINCT digest FROM {FILES} ORDER BY digest")  # noqa: S608 - our own
    return tuple(str(digest) for (digest,) in cursor.fetchall())


def _count(cursor: Cursor, table: str) -> int:
    cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 - a name from the catalogue
    return int(cursor.fetchone()[0])


def _migrations(cursor: Cursor) -> tuple[tuple[str, str], ...]:
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return tuple((str(app), str(name)) for app, name in cursor.fetchall())
