"""A frozen list stays as it was frozen; reminders are append-only; publicity comes before money."""

from django.db import migrations

from kechuang.offers.guards import guard_tables


def guard(apps, editor):
    guard_tables(editor)


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0001_initial"),
        ("audit", "0002_append_only"),
        ("cases", "0002_guards"),
    ]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
