"""What running projects write once stays, and the ledger pays no milestone not accepted."""

from django.db import migrations

from kechuang.programmes.guards_of_execution import guard_execution


def guard(apps, editor):
    guard_execution(editor)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0003_execution"),
        ("ledger", "0002_guards"),
        ("audit", "0002_append_only"),
    ]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
