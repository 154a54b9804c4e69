"""SQL guards of running projects: what is written once, and what the ledger may not pay."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import freeze, refuse_when

APPEND_ONLY = (
    "programmes_evidence",
    "programmes_milestonereport",
    "programmes_stagescore",
    "programmes_rectification",
    "programmes_lanescore",
    "programmes_laneruling",
    "programmes_panelopinion",
    "programmes_panelseat",
    "programmes_demanderopinion",
    "programmes_performanceevaluation",
    "programmes_integrityrecord",
    "programmes_exemptionfile",
    "programmes_followup",
    "programmes_negativelistversion",
    "programmes_contractfund",
    "programmes_consortiumshare",
)
FROZEN = {
    "programmes_awardeditem": ("id", "reference", "demander_id", "reserved_fen", "lanes_wanted",
                               "stage_gates", "extensions_allowed", "negative_list_id"),
    "programmes_contract": ("id", "number", "item_id", "lane", "party_id", "mode", "ground",
                            "decision", "grant_fen", "starts_on", "extensions_allowed",
                            "drafted_by_id", "drafted_at"),
    "programmes_milestone": ("id", "contract_id", "position", "goal", "evidence_wanted",
                             "condition", "share_bp", "pass_score", "gate"),
    "programmes_target": ("id", "contract_id", "name", "unit", "is_more_better", "agreed"),
    "programmes_changerequest": ("id", "contract_id", "kind", "wanted", "reason", "needs_consent",
                                 "by_id", "at"),
    "programmes_expense": ("id", "contract_id", "spent_on", "amount_fen", "payee_key",
                           "invoice_key", "purpose", "finding", "list_digest", "by_id", "at"),
    "programmes_integrityappeal": ("id", "record_id", "reason", "by_id", "at"),
    "programmes_termination": ("id", "contract_id", "cause", "reason", "by_id", "at"),
    "programmes_gate": ("id", "item_id", "number", "attempt", "floor", "held_from", "kept",
                        "reports_wanted"),
}  # fmt: skip
UNACCEPTED = """
NEW.accepted_on IS NOT NULL AND OLD.accepted_on IS NULL AND EXISTS (SELECT 1
 FROM programmes_milestone milestone
 WHERE milestone.tranche_id = NEW.id AND milestone.state <> 'accepted')
"""
PAYS_ONLY_THE_ACCEPTED = "tranche_of_an_accepted_milestone"
STAYS_ACCEPTED = "milestone_stays_accepted"


def guard_execution(editor: BaseDatabaseSchemaEditor) -> None:
    """Put every guard of the room's second half in place; called by a migration."""
    for table in APPEND_ONLY:
        make_append_only(editor, table)
    for table, columns in FROZEN.items():
        freeze(editor, table, columns)
    refuse_when(
        editor,
        table="ledger_tranche",
        name=PAYS_ONLY_THE_ACCEPTED,
        event="UPDATE",
        condition=UNACCEPTED,
        message="ledger_tranche: its milestone is not accepted",
    )
    refuse_when(
        editor,
        table="programmes_milestone",
        name=STAYS_ACCEPTED,
        event="UPDATE",
        condition="OLD.state = 'accepted' AND (NEW.state <> 'accepted' OR "
        "NEW.accepted_at <> OLD.accepted_at)",
        message="programmes_milestone: it was accepted once",
    )
