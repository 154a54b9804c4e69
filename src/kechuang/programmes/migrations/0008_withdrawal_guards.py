"""Contracts are withdrawn as drafts only; the table's own guards are put back where they were."""

from django.db import migrations

from kechuang.programmes.guards_of_withdrawal import guard_withdrawals


def guard(apps, editor):
    guard_withdrawals(editor)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0007_withdrawal"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
