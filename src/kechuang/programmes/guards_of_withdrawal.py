"""SQL guards of withdrawn contracts: only a drafted one is withdrawn, for good, and with a reason
that stays."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import freeze, refuse_when
from kechuang.programmes.guards_of_execution import FROZEN

CONTRACTS, WITHDRAWALS = "programmes_contract", "programmes_contractwithdrawal"
WITHDRAWN_FROM_A_DRAFT = "contract_withdrawn_from_a_draft"
MOVED = "NEW.state <> OLD.state AND (OLD.state = 'withdrawn' OR "
MOVED += "(NEW.state = 'withdrawn' AND OLD.state <> 'drafted'))"


def guard_withdrawals(editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards in place; called by a migration after the table of contracts was laid anew,
    by which SQLite loses what guarded it before."""
    make_append_only(editor, WITHDRAWALS)
    if editor.connection.vendor != "postgresql":
        freeze(editor, CONTRACTS, FROZEN[CONTRACTS])
    refuse_when(
        editor,
        table=CONTRACTS,
        name=WITHDRAWN_FROM_A_DRAFT,
        event="UPDATE",
        condition=MOVED,
        message="programmes_contract: only a draft is withdrawn, and for good",
    )
