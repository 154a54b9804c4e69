"""Statements of the bank: append-only, and those of one account never overlap."""

import django.db.models.deletion
from django.db import migrations, models

from kechuang.audit.triggers import make_append_only
from kechuang.ledger.guards import refuse_when

APPEND_ONLY = ("ledger_bankstatement", "ledger_bankrow", "ledger_bankmatch")
OVERLAPPING = """
EXISTS (SELECT 1 FROM ledger_bankstatement earlier WHERE earlier.account_number = NEW.account_number
 AND earlier.first_on <= NEW.last_on AND NEW.first_on <= earlier.last_on)
"""


def guard(apps, editor):
    for table in APPEND_ONLY:
        make_append_only(editor, table)
    refuse_when(
        editor, table="ledger_bankstatement", name="ledger_bankstatement_apart", event="INSERT",
        condition=OVERLAPPING, message="ledger_bankstatement: it overlaps with an earlier one",
    )


class Migration(migrations.Migration):

    dependencies = [('ledger', '0002_guards'), ('audit', '0002_append_only')]

    operations = [
        migrations.CreateModel(
            name='BankStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_number', models.CharField(max_length=40, verbose_name='本方账号')),
                ('first_on', models.DateField(verbose_name='起始日期')),
                ('last_on', models.DateField(verbose_name='截止日期')),
                ('opening_fen', models.BigIntegerField(verbose_name='期初余额（分）')),
                ('closing_fen', models.BigIntegerField(verbose_name='期末余额（分）')),
                ('row_count', models.PositiveIntegerField(verbose_name='笔数')),
                ('file_digest', models.CharField(max_length=64, verbose_name='文件摘要')),
                ('imported_by_id', models.BigIntegerField(null=True)),
                ('imported_by_name', models.CharField(max_length=200, verbose_name='导入人')),
                ('imported_at', models.DateTimeField(verbose_name='导入时间')),
                ('book', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='ledger.book')),
            ],
            options={
                'ordering': ['-last_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='BankRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_number', models.CharField(max_length=40, verbose_name='本方账号')),
                ('serial', models.CharField(max_length=60, verbose_name='流水号')),
                ('position', models.PositiveIntegerField(verbose_name='行次')),
                ('on', models.DateField(verbose_name='交易日期')),
                ('is_in', models.BooleanField(verbose_name='是否收入')),
                ('amount_fen', models.BigIntegerField(verbose_name='金额（分）')),
                ('counterparty', models.CharField(blank=True, max_length=200, verbose_name='对方户名')),
                ('counterparty_account', models.CharField(blank=True, max_length=60, verbose_name='对方账号')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='附言')),
                ('balance_fen', models.BigIntegerField(verbose_name='余额（分）')),
                ('digest', models.CharField(max_length=64, verbose_name='内容摘要')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='ledger.bankstatement')),
            ],
            options={
                'ordering': ['on', 'statement', 'position'],
            },
        ),
        migrations.CreateModel(
            name='BankMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.CharField(choices=[('posted', '对应账簿记录'), ('explained', '不涉及账簿'), ('undone', '撤销认定')], max_length=12, verbose_name='认定结果')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='认定说明')),
                ('decided_by_id', models.BigIntegerField(null=True)),
                ('decided_by_name', models.CharField(max_length=200, verbose_name='认定人')),
                ('decided_at', models.DateTimeField(verbose_name='认定时间')),
                ('transfer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bank_matches', to='ledger.transfer', verbose_name='对应分录')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='ledger.bankrow')),
            ],
            options={
                'ordering': ['row', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('finding', 'posted'), ('transfer__isnull', True), _connector='XOR'), name='bank_match_names_its_transfer'), models.CheckConstraint(condition=models.Q(('finding', 'posted'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='bank_match_gives_its_reason')],
            },
        ),
        migrations.AddConstraint(
            model_name='bankstatement',
            constraint=models.UniqueConstraint(fields=('account_number', 'first_on'), name='statement_once_per_period'),
        ),
        migrations.AddConstraint(
            model_name='bankstatement',
            constraint=models.CheckConstraint(condition=models.Q(('first_on__lte', models.F('last_on'))), name='statement_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='bankrow',
            constraint=models.UniqueConstraint(fields=('account_number', 'serial'), name='bank_row_once_per_serial'),
        ),
        migrations.AddConstraint(
            model_name='bankrow',
            constraint=models.UniqueConstraint(fields=('statement', 'position'), name='bank_row_position_once'),
        ),
        migrations.AddConstraint(
            model_name='bankrow',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='bank_row_moves_something'),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
