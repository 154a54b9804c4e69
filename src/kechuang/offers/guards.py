"""SQL guards: a frozen list stays as it was frozen, and no money before publicity is over."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import freeze, refuse_when

APPEND_ONLY = ("offers_reminder",)
FROZEN = {
    "offers_offerlist": ("id", "number", "run_id", "pack_id", "pack_digest", "clause_id", "year",
                         "title", "article", "decision", "round_id", "line_id", "when_short",
                         "asked_fen", "total_fen", "left_fen", "apart", "content_digest",
                         "frozen_by_id", "frozen_by_name", "frozen_at"),
    "offers_offer": ("id", "offer_list_id", "position", "entitlement_id", "party_id", "pack_id",
                     "clause_id", "year", "asked_fen", "settled_fen", "amount_fen", "steps"),
    "offers_application": ("id", "entitlement_id", "party_id", "pack_id", "clause_id", "year",
                           "case_id", "begun_at"),
}  # fmt: skip
OFFERS = "offers_offer"
NOTHING_ADDED, PUBLICITY_FIRST = "offer_added_to_a_frozen_list", "offer_granted_in_publicity"
TOLD_LIST = """
EXISTS (SELECT 1 FROM offers_offerlist kept
 WHERE kept.id = NEW.offer_list_id AND kept.state <> 'frozen')
"""
UNPUBLICISED = """
NEW.grant_id IS NOT NULL AND OLD.grant_id IS NULL AND (
 NOT EXISTS (SELECT 1 FROM cases_publicity ended
  WHERE ended.case_id = NEW.case_id AND ended.ended_at IS NOT NULL)
 OR EXISTS (SELECT 1 FROM cases_publicity running
  WHERE running.case_id = NEW.case_id AND running.ended_at IS NULL))
"""
SINGLE = ((OFFERS, NOTHING_ADDED), (OFFERS, PUBLICITY_FIRST))


def guard_tables(editor: BaseDatabaseSchemaEditor) -> None:
    """Put every guard of the room in place; called by a migration."""
    for table in APPEND_ONLY:
        make_append_only(editor, table)
    for table, columns in FROZEN.items():
        freeze(editor, table, columns)
    refuse_when(
        editor,
        table=OFFERS,
        name=NOTHING_ADDED,
        event="INSERT",
        condition=TOLD_LIST,
        message="offers_offer: its list is funded or told already",
    )
    refuse_when(
        editor,
        table=OFFERS,
        name=PUBLICITY_FIRST,
        event="UPDATE",
        condition=UNPUBLICISED,
        message="offers_offer: its publicity is not over",
    )
