"""What a correction or an appeal is about stays, and what has ended does not change."""

from django.db import migrations

from kechuang.appeals.guards import guard_tables


def guard(apps, editor):
    guard_tables(editor)


class Migration(migrations.Migration):
    dependencies = [("appeals", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
