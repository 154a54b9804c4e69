"""Versions, rounds, drafts, papers, steps, seals and notices are append-only; identities are frozen."""

from django.db import migrations

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import freeze, refuse_when

APPEND_ONLY = (
    "cases_procedureversion", "cases_round", "cases_clockextension", "cases_draftversion",
    "cases_attachment", "cases_casedocument", "cases_steptaken", "cases_letter", "cases_seal",
    "cases_casenotice",
)
FROZEN = {
    "cases_case": ("id", "number", "round_id", "party_id", "parent_id", "begun_at", "begun_by_id"),
    "cases_participant": ("id", "case_id", "role", "account_id", "party_id", "since"),
    "cases_publicity": ("id", "case_id", "step_id", "clock", "days", "started_at"),
    "cases_objection": (
        "id", "publicity_id", "text", "evidence_id", "lodged_at", "by_id", "step_id",
    ),
}


def guard(apps, editor):
    for table in APPEND_ONLY:
        make_append_only(editor, table)
    for table, columns in FROZEN.items():
        freeze(editor, table, columns)
    refuse_when(
        editor, table="cases_case", name="cases_case_counts", event="UPDATE",
        condition="NEW.revision NOT IN (OLD.revision, OLD.revision + 1)",
        message="cases_case: revisions go up by one",
    )
    refuse_when(
        editor, table="cases_case", name="cases_case_closed", event="UPDATE",
        condition="OLD.is_closed AND (NEW.state <> OLD.state OR NOT NEW.is_closed)",
        message="cases_case: a closed case stays closed",
    )
    for table, column in (
        ("cases_participant", "until"),
        ("cases_publicity", "ended_at"),
        ("cases_objection", "answered_at"),
    ):
        refuse_when(
            editor, table=table, name=f"{table}_ends_once", event="UPDATE",
            condition=f'OLD."{column}" IS NOT NULL', message=f"{table}: it was ended before",
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
