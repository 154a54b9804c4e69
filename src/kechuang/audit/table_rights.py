"""What the triggers of each table leave open, read from PostgreSQL itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

# Bits of pg_trigger.tgtype
DELETE, UPDATE = 8, 16
# The owner migrates; the application only reads which migrations were made
READ_ONLY = "django_migrations"
TABLES = """
SELECT c.oid, c.relname, ARRAY(
    SELECT attname::text FROM pg_attribute
    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum)
FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
ORDER BY c.relname
"""
# make_append_only names triggers <table>_no_<verb>; <table>_kept refuses every DELETE
GUARDS = """
SELECT t.tgrelid, t.tgtype, ARRAY(
    SELECT attname::text FROM pg_attribute
    WHERE attrelid = t.tgrelid AND attnum = ANY (t.tgattr::int2[]))
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgqual IS NULL
AND (starts_with(lower(t.tgname), lower(c.relname) || '_no_')
     OR lower(t.tgname) = lower(c.relname) || '_kept')
"""


@dataclass(frozen=True)
class Rights:
    """What the application may do with one table; it never gets TRUNCATE.

    ``updates`` are the columns it may change, or ``None`` where it may change all.
    """

    table: str
    inserts: bool
    updates: tuple[str, ...] | None
    deletes: bool

    @property
    def is_append_only(self) -> bool:
        return self.inserts and self.updates == () and not self.deletes


def read_rights() -> list[Rights]:
    """Every table with what its own triggers leave open; a new guard is never forgotten."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = cursor.fetchall()
        cursor.execute(GUARDS)
        guards = cursor.fetchall()
    return [
        _rights(name, columns, [guard[1:] for guard in guards if guard[0] == oid])
        for oid, name, columns in tables
    ]


def _rights(table: str, columns: list[str], guards: list[tuple[int, list[str]]]) -> Rights:
    if table == READ_ONLY:
        return Rights(table, inserts=False, updates=(), deletes=False)
    frozen = {name for kind, named in guards if kind & UPDATE for name in named or columns}
    left = tuple(name for name in columns if name not in frozen)
    is_kept = any(kind & DELETE for kind, _ in guards)
    return Rights(table, inserts=True, updates=left if frozen else None, deletes=not is_kept)
