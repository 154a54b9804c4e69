"""SQL guards: what a case is about stays, and what has ended does not change."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor

from kechuang.ledger.guards import freeze, refuse_when

FROZEN = {
    "appeals_correction": ("id", "fact_id", "case_id", "begun_at"),
    "appeals_appeal": ("id", "entitlement_id", "party_id", "pack_id", "clause_id", "case_id",
                       "begun_at"),
}  # fmt: skip
ENDED = tuple((table, f"{table}_ended") for table in FROZEN)


def guard_tables(editor: Editor) -> None:
    """Put every guard of the room in place; called by a migration."""
    for table, columns in FROZEN.items():
        freeze(editor, table, columns)
    for table, name in ENDED:
        refuse_when(
            editor,
            table=table,
            name=name,
            event="UPDATE",
            condition="OLD.ended_at IS NOT NULL",
            message=f"{table}: it has ended",
        )
