"""SQL that makes a table append-only on both databases."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def make_append_only(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Refuse UPDATE and DELETE (and TRUNCATE on PostgreSQL) on ``table``."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES_FUNCTION, params=None)
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            editor.execute(POSTGRES.format(table=table, verb=verb), params=None)
        return
    for verb in ("UPDATE", "DELETE"):
        editor.execute(SQLITE.format(table=table, verb=verb), params=None)


def allow_changes(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Drop the triggers of ``make_append_only`` (migrating backwards)."""
    verbs = ["UPDATE", "DELETE"] + (["TRUNCATE"] if editor.connection.vendor != "sqlite" else [])
    on_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    for verb in verbs:
        editor.execute(f"DROP TRIGGER {table}_no_{verb}{on_table}", params=None)
