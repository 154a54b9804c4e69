"""SQL guards: an invitation is accepted once and stays; who entered an expert never changes."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor

from kechuang.ledger.guards import freeze, freeze_more, refuse_when

EXPERTS, INVITATIONS = "reviews_expert", "reviews_invitation"
OF_EXPERTS = ("id", "registered_at", "registered_by_id")
OF_INVITATIONS = (
    "id",
    "expert_id",
    "email_digest",
    "invited_by_id",
    "invited_by_name",
    "invited_at",
    "until",
)


def guard_invitations(editor: Editor) -> None:
    """Lay the guards; the migration calls it."""
    freeze_more(editor, EXPERTS, OF_EXPERTS)
    freeze(editor, INVITATIONS, OF_INVITATIONS)
    refuse_when(
        editor,
        table=INVITATIONS,
        name=f"{INVITATIONS}_once",
        event="UPDATE",
        condition="OLD.accepted_at IS NOT NULL",
        message=f"{INVITATIONS}: it was accepted before",
    )
