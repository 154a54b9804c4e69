"""Whether the triggers that guard tables still stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection

from kechuang.base.invariants import Finding, found

SQLITE = """
SELECT name FROM sqlite_master
WHERE type = 'trigger' AND tbl_name = %s AND sql LIKE '%%RAISE(ABORT%%'
"""
POSTGRES = """
SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relname = %s AND nspname = ANY (current_schemas(false)) AND tgenabled IN ('O', 'A')
"""
VERBS = {"sqlite": ("UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}


def standing_triggers(table: str) -> set[str]:
    """Names (lower case) of the triggers on ``table`` that refuse something and are enabled."""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRES if connection.vendor == "postgresql" else SQLITE, [table])
        return {name.lower() for (name,) in cursor.fetchall()}


def missing_guards(table: str) -> list[str]:
    """The verbs that nothing refuses on ``table``, which is to be append-only."""
    standing = standing_triggers(table)
    verbs = VERBS[connection.vendor]
    return [verb for verb in verbs if f"{table}_no_{verb}".lower() not in standing]


def lost_guards(
    append_only: Iterable[str], frozen: Iterable[str], single: Iterable[tuple[str, str]] = ()
) -> Iterator[Finding]:
    """What no longer refuses: changes of append-only tables, of frozen columns, and what each
    ``single`` trigger (its table and name) is for."""
    for table in append_only:
        for verb in missing_guards(table):
            yield found(table, f"没有拒绝 {verb}", f"nothing refuses {verb}")
    kept = ((table, f"{table}_{rule}") for table in frozen for rule in ("frozen", "kept"))
    for table, lost in (*kept, *single):
        if lost not in standing_triggers(table):
            yield found(table, f"保护 {lost} 不在", f"its guard {lost} is missing")
