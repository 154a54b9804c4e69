"""SQL that makes a table append-only on both databases."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER {name} BEFORE {verb} ON {table} {when}
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
POSTGRES_ROW_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_refuse_{verb}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{table} is append-only'; END IF; RETURN {row}; END $$
"""
POSTGRES_ROW = """
CREATE TRIGGER {table}_lawful_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse_{verb}()
"""


def make_append_only(
    editor: BaseDatabaseSchemaEditor,
    table: str,
    *,
    deletable_if: str = "",
    updatable_if: str = "",
) -> None:
    """Refuse UPDATE and DELETE (and TRUNCATE on PostgreSQL) on ``table``.

    ``deletable_if`` and ``updatable_if`` are SQL conditions over OLD and NEW that let a row pass;
    their triggers are named ``<table>_lawful_<verb>``, for the verb itself must stay granted.
    """
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES_FUNCTION, params=None)
        _refuse(editor, table, "TRUNCATE", "")
    _refuse(editor, table, "UPDATE", updatable_if)
    _refuse(editor, table, "DELETE", deletable_if)


def only_set_once(column: str, fixed: Sequence[str]) -> str:
    """The condition of an UPDATE that fills the empty ``column`` and leaves ``fixed`` as it is."""
    kept = " AND ".join(f"NEW.{name} = OLD.{name}" for name in fixed)
    return f"OLD.{column} IS NULL AND NEW.{column} IS NOT NULL AND {kept}"


def allow_changes(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Drop the triggers of ``make_append_only`` without conditions (migrating)."""
    verbs = ["UPDATE", "DELETE"] + (["TRUNCATE"] if editor.connection.vendor != "sqlite" else [])
    on_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    for verb in verbs:
        editor.execute(f"DROP TRIGGER {table}_no_{verb}{on_table}", params=None)


def _refuse(editor: BaseDatabaseSchemaEditor, table: str, verb: str, unless: str) -> None:
    condition = f"NOT ({unless})" if unless else ""
    if editor.connection.vendor == "sqlite":
        name, when = f"{table}_no_{verb}", ""
        if unless:
            name, when = f"{table}_lawful_{verb}", f"WHEN {condition}"
        filled = SQLITE.format(name=name, table=table, verb=verb, when=when)
        editor.execute(filled, params=None)
    elif unless:
        named = {"table": table, "verb": verb, "row": "OLD" if verb == "DELETE" else "NEW"}
        function = POSTGRES_ROW_FUNCTION.format(**named, condition=condition)
        editor.execute(function, params=None)
        editor.execute(POSTGRES_ROW.format(**named), params=None)
    else:
        editor.execute(POSTGRES.format(table=table, verb=verb), params=None)
