"""Statements, pools, copies and reports are append-only; nobody in conflict is ever seated."""

from django.db import migrations

from kechuang.reviews.guards import guard_tables


def guard(apps, editor):
    guard_tables(editor)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
