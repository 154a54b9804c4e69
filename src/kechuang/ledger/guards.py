"""SQL guards of money tables on both databases: what may never change, close or overlap."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor

NEVER_DELETED = "{table}: rows are never deleted"
SQLITE_TRIGGER = """
CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{message}'; END IF; RETURN {row}; END $$
"""
POSTGRES_TRIGGER = """
CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""
OVERLAP = """
EXISTS (SELECT 1 FROM ledger_grant earlier WHERE earlier.id <> NEW.id
 AND earlier.party_id = NEW.party_id AND earlier.ground_key = NEW.ground_key
 AND earlier.cancelled_at IS NULL AND NEW.cancelled_at IS NULL
 AND earlier.period_from <= NEW.period_to AND NEW.period_from <= earlier.period_to)
"""
EXCLUSION = """
ALTER TABLE ledger_grant ADD CONSTRAINT grant_once_per_ground EXCLUDE USING gist
(party_id WITH =, ground_key WITH =, daterange(period_from, period_to, '[]') WITH &&)
WHERE (cancelled_at IS NULL)
"""


def refuse_when(
    editor: Editor, *, table: str, name: str, event: str, condition: str, message: str
) -> None:
    """Refuse ``event`` (INSERT, UPDATE, DELETE) on rows of ``table`` for which ``condition``."""
    filled = {"table": table, "name": name, "event": event, "message": message}
    if editor.connection.vendor != "postgresql":
        editor.execute(SQLITE_TRIGGER.format(**filled, condition=condition), params=None)
        return
    row = "OLD" if event == "DELETE" else "NEW"
    function = POSTGRES_FUNCTION.format(**filled, condition=condition, row=row)
    editor.execute(function, params=None)
    editor.execute(POSTGRES_TRIGGER.format(**filled), params=None)


def freeze(editor: Editor, table: str, columns: Sequence[str]) -> None:
    """Rows of ``table`` stay, and ``columns`` keep the values they were written with."""
    keep_columns(editor, table, columns)
    refuse_when(
        editor,
        table=table,
        name=f"{table}_kept",
        event="DELETE",
        condition="1 = 1",
        message=NEVER_DELETED.format(table=table),
    )


def keep_columns(editor: Editor, table: str, columns: Sequence[str]) -> None:
    """``columns`` keep the values they were written with."""
    refuse_when(
        editor,
        table=table,
        name=f"{table}_frozen",
        event="UPDATE",
        condition=changed(editor, *columns),
        message=f"{table}: frozen columns may not change",
    )


def freeze_more(editor: Editor, table: str, columns: Sequence[str]) -> None:
    """``columns`` take the place of those that ``freeze`` named before."""
    on_table = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER {table}_frozen{on_table}", params=None)
    keep_columns(editor, table, columns)


def changed(editor: Editor, *columns: str) -> str:
    """The condition that an UPDATE changes one of ``columns``."""
    differs = "IS DISTINCT FROM" if editor.connection.vendor == "postgresql" else "IS NOT"
    return "(" + " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns) + ")"


def moves(*steps: tuple[str, str]) -> str:
    """The condition that an UPDATE takes one of the steps from state to state."""
    return (
        "("
        + " OR ".join(f"(OLD.state = '{old}' AND NEW.state = '{new}')" for old, new in steps)
        + ")"
    )


def refuse_overlapping_grants(editor: Editor) -> None:
    """The same party, ground and period is granted once, whoever asks and however many at once."""
    if editor.connection.vendor == "postgresql":
        editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist", params=None)
        editor.execute(EXCLUSION, params=None)
        return
    for event in ("INSERT", "UPDATE"):
        refuse_when(
            editor,
            table="ledger_grant",
            name=f"grant_once_per_ground_{event.lower()}",
            event=event,
            condition=OVERLAP,
            message="grant_once_per_ground",
        )
