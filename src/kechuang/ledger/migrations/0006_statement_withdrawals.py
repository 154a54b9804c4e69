"""A statement of the bank can be withdrawn by two people while nothing later follows it."""

import django.db.models.deletion
from django.db import migrations, models

from kechuang.audit.triggers import allow_changes, make_append_only
from kechuang.ledger.guards import refuse_when
from kechuang.ledger.models.persons import different_persons

REBUILT = ("ledger_bankstatement", "ledger_bankrow")
STANDS = """
NOT EXISTS (SELECT 1 FROM ledger_statementwithdrawal gone WHERE gone.statement_id = {statement})
"""
OVERLAPPING = f"""
EXISTS (SELECT 1 FROM ledger_bankstatement earlier WHERE earlier.account_number = NEW.account_number
 AND earlier.first_on <= NEW.last_on AND NEW.first_on <= earlier.last_on
 AND {STANDS.format(statement="earlier.id")})
"""
KNOWN_SERIAL = f"""
EXISTS (SELECT 1 FROM ledger_bankrow earlier WHERE earlier.account_number = NEW.account_number
 AND earlier.serial = NEW.serial AND {STANDS.format(statement="earlier.statement_id")})
"""
FOLLOWED = f"""
EXISTS (SELECT 1 FROM ledger_bankstatement own JOIN ledger_bankstatement later
 ON later.account_number = own.account_number AND later.first_on > own.last_on
 WHERE own.id = NEW.statement_id AND {STANDS.format(statement="later.id")})
"""


def unguard(apps, editor):
    """SQLite builds a table anew to change its constraints, and drops its triggers with the old."""
    on_table = " ON ledger_bankstatement" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER ledger_bankstatement_apart{on_table}", params=None)
    for table in REBUILT:
        allow_changes(editor, table)


def guard(apps, editor):
    for table in (*REBUILT, "ledger_statementwithdrawal"):
        make_append_only(editor, table)
    refuse_when(
        editor, table="ledger_bankstatement", name="ledger_bankstatement_apart", event="INSERT",
        condition=OVERLAPPING, message="ledger_bankstatement: it overlaps with an earlier one",
    )
    refuse_when(
        editor, table="ledger_bankrow", name="ledger_bankrow_once", event="INSERT",
        condition=KNOWN_SERIAL, message="ledger_bankrow: its serial stands already",
    )
    refuse_when(
        editor, table="ledger_statementwithdrawal", name="ledger_statementwithdrawal_last",
        event="INSERT", condition=FOLLOWED,
        message="ledger_statementwithdrawal: a later statement follows",
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_bookyear_carries_released")]
    operations = [
        migrations.RunPython(unguard, migrations.RunPython.noop),
        migrations.RemoveConstraint("bankstatement", "statement_once_per_period"),
        migrations.RemoveConstraint("bankrow", "bank_row_once_per_serial"),
        migrations.AddConstraint(
            "bankrow",
            models.UniqueConstraint(fields=("statement", "serial"), name="bank_row_serial_once"),
        ),
        migrations.AddIndex(
            "bankrow", models.Index(fields=["account_number", "serial"], name="bank_row_by_serial")
        ),
        migrations.CreateModel(
            name="StatementWithdrawal",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="撤回原因")),
                ("prepared_by_id", models.BigIntegerField(null=True)),
                ("prepared_by_name", models.CharField(max_length=200, verbose_name="制单")),
                ("approved_by_id", models.BigIntegerField(null=True)),
                ("approved_by_name", models.CharField(max_length=200, verbose_name="复核")),
                ("withdrawn_at", models.DateTimeField(verbose_name="撤回时间")),
                ("statement", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal",
                    to="ledger.bankstatement")),
            ],
            options={
                "ordering": ["-withdrawn_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        name="statement_withdrawn_by_two",
                        condition=different_persons("prepared_by", "approved_by"),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="statement_withdrawn_with_reason",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
