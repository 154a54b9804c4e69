"""SQL guards of judging a stage: sheets are written once, and nobody is answered for twice."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import freeze, refuse_when

SHEETS = "programmes_stagesheet"
INVITATIONS = "programmes_stageinvitation"
ASKED = ("id", "key", "expert_id", "gate_id", "report_id", "invited_by_id", "invited_at")
ANSWERED_ONCE = "invitation_answered_once"
RETURNED = "OLD.state <> 'invited' AND NEW.state <> OLD.state AND NOT (OLD.state = 'scored' "
RETURNED += "AND NEW.state = 'opened')"


def guard_judging(editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards in place; called by a migration."""
    make_append_only(editor, SHEETS)
    freeze(editor, INVITATIONS, ASKED)
    refuse_when(
        editor,
        table=INVITATIONS,
        name=ANSWERED_ONCE,
        event="UPDATE",
        condition=RETURNED,
        message="programmes_stageinvitation: it was answered once",
    )
