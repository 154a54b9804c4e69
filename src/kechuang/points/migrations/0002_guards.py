"""Snapshots and standings are append-only; an appeal is answered once."""

from django.db import migrations

from kechuang.points.guards import guard_tables


def guard(apps, editor):
    guard_tables(editor)


class Migration(migrations.Migration):
    dependencies = [("points", "0001_initial"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
