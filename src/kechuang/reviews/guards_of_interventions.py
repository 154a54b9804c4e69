"""SQL guards: what was asked stays as it was asked, and is decided once."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kechuang.ledger.guards import freeze, refuse_when

TABLE = "reviews_intervention"
ASKED = (
    "id",
    "submission_id",
    "expert_id",
    "kind",
    "reason",
    "source",
    "asked_by_id",
    "asked_at",
)


def guard_interventions(editor: BaseDatabaseSchemaEditor) -> None:
    """Lay the guards; the migration calls it."""
    freeze(editor, TABLE, ASKED)
    refuse_when(
        editor,
        table=TABLE,
        name=f"{TABLE}_decided_once",
        event="UPDATE",
        condition="OLD.state <> 'asked'",
        message=f"{TABLE}: it was decided before",
    )
