"""Vouchers, transfers and answers are append-only; identities are frozen; closed is closed."""

from django.db import migrations

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import freeze, refuse_overlapping_grants, refuse_when

APPEND_ONLY = ("ledger_voucher", "ledger_transfer", "ledger_treasuryanswer")
FROZEN = {
    "ledger_account": ("id", "book_id", "code", "role", "is_limited"),
    "ledger_appropriation": ("id", "book_id", "year", "source", "doc_no", "account_id"),
    "ledger_budgetline": ("id", "appropriation_id", "scheme_id", "account_id"),
    "ledger_grant": (
        "id", "number", "scheme_id", "party_id", "district", "ground_key", "period_from",
        "period_to", "mode", "total_fen", "decision", "rule_digest", "rule_clause", "granted_on",
    ),
    "ledger_fundshare": ("id", "grant_id", "source", "line_id", "weight", "amount_fen"),
    "ledger_trancheshare": ("id", "tranche_id", "share_id", "amount_fen"),
    "ledger_payeeaccount": ("id", "party_id", "holder", "bank", "number", "submitted_by_name"),
    "ledger_paymentitem": ("id", "run_id", "number", "part_id", "amount_fen", "account_number"),
    "ledger_clawback": ("id", "share_id", "amount_fen", "reason", "decision", "decided_on"),
    "ledger_instruction": (
        "id", "command", "content", "foreseen", '"on"', "prepared_by_id", "prepared_by_name",
        "prepared_at",
    ),
}
CLOSED_YEAR = """
EXISTS (SELECT 1 FROM ledger_bookyear WHERE book_id = NEW.book_id AND year = NEW.year
 AND closed_at IS NOT NULL)
"""
NOT_THE_PENDING_ONE = """
NEW.pending_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_transfer held
 WHERE held.id = NEW.pending_id AND held.phase = 'pending' AND held.debit_id = NEW.debit_id
 AND held.credit_id = NEW.credit_id AND held.amount_fen >= NEW.amount_fen)
"""
ACROSS_BOOKS = """
(SELECT COUNT(*) FROM ledger_account a JOIN ledger_voucher v ON v.book_id = a.book_id
 WHERE v.id = NEW.voucher_id AND a.id IN (NEW.debit_id, NEW.credit_id)) <> 2
"""


def guard(apps, editor):
    for table in APPEND_ONLY:
        make_append_only(editor, table)
    for table, columns in FROZEN.items():
        freeze(editor, table, columns)
    refuse_when(
        editor, table="ledger_bookyear", name="ledger_bookyear_counts", event="UPDATE",
        condition="NEW.last_number NOT IN (OLD.last_number, OLD.last_number + 1)"
        " OR OLD.closed_at IS NOT NULL",
        message="ledger_bookyear: numbers go up by one and a closed year stays closed",
    )
    refuse_when(
        editor, table="ledger_bookyear", name="ledger_bookyear_kept", event="DELETE",
        condition="1 = 1", message="ledger_bookyear: rows are never deleted",
    )
    refuse_when(
        editor, table="ledger_voucher", name="ledger_voucher_open_year", event="INSERT",
        condition=CLOSED_YEAR, message="ledger_voucher: the year is closed",
    )
    refuse_when(
        editor, table="ledger_transfer", name="ledger_transfer_resolves", event="INSERT",
        condition=NOT_THE_PENDING_ONE,
        message="ledger_transfer: it does not resolve the pending transfer it names",
    )
    refuse_when(
        editor, table="ledger_transfer", name="ledger_transfer_one_book", event="INSERT",
        condition=ACROSS_BOOKS, message="ledger_transfer: the accounts are of another book",
    )
    refuse_when(
        editor, table="ledger_instruction", name="ledger_instruction_decided_once", event="UPDATE",
        condition="OLD.state <> 'prepared'",
        message="ledger_instruction: it was decided before",
    )
    refuse_overlapping_grants(editor)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
