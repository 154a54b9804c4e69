"""A payment that the bank sends back is taken back in red and can be paid once more."""

import django.db.models.deletion
from django.db import migrations, models

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import changed, moves, refuse_when

TRIGGER = "ledger_paymentitem_answered_once"
KEPT = "EXISTS (SELECT 1 FROM ledger_bankreturn back WHERE back.item_id = NEW.id)"


def guard(apps, editor):
    make_append_only(editor, "ledger_bankreturn")
    on_table = " ON ledger_paymentitem" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER {TRIGGER}{on_table}", params=None)
    answered = (("sent", "paid"), ("sent", "refused"))
    lawful = moves(
        ("drafted", "sent"), ("drafted", "withdrawn"), *answered, ("paid", "returned")
    )
    refuse_when(
        editor, table="ledger_paymentitem", name=TRIGGER, event="UPDATE",
        condition=f"(NEW.state <> OLD.state AND NOT {lawful})"
        f" OR ({moves(('paid', 'returned'))} AND NOT {KEPT})"
        f" OR ({changed(editor, 'pending_id')} AND NOT {moves(('drafted', 'sent'))})"
        f" OR ({changed(editor, 'paid_fen', 'paid_on')} AND NOT {moves(*answered)})",
        message="ledger_paymentitem: its payment stands",
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_statement_withdrawals")]
    operations = [
        migrations.AlterField(
            "paymentitem",
            "state",
            models.CharField(
                choices=[
                    ("drafted", "待审批"), ("sent", "国库办理中"), ("paid", "已支付"),
                    ("refused", "被退回"), ("returned", "已退汇"), ("withdrawn", "已撤回"),
                ],
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.CreateModel(
            name="BankReturn",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.CharField(
                    max_length=60, unique=True, verbose_name="银行退汇号")),
                ("on", models.DateField(verbose_name="退汇日期")),
                ("reason", models.CharField(max_length=300, verbose_name="退汇原因")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("item", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="bank_return",
                    to="ledger.paymentitem")),
            ],
            options={"ordering": ["serial"]},
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
