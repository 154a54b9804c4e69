"""SQL guards on both databases: snapshots never change, appeals are answered once."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import freeze, refuse_when

APPEND_ONLY = ("points_snapshot", "points_standing")
FROZEN = {"points_appeal": ("id", "standing_id", "grounds", "asked_by_id", "asked_at")}
ANSWERED_ONCE = ("points_appeal", "points_appeal_answered_once")


def guard_tables(editor: Editor) -> None:
    for table in APPEND_ONLY:
        make_append_only(editor, table)
    for table, columns in FROZEN.items():
        freeze(editor, table, columns)
    table, name = ANSWERED_ONCE
    refuse_when(
        editor,
        table=table,
        name=name,
        event="UPDATE",
        condition="OLD.outcome <> ''",
        message="the appeal was answered before",
    )
