"""Sheets of a stage are handed in once; an invitation keeps whom it asked to judge what."""

from django.db import migrations

from kechuang.programmes.guards_of_judging import guard_judging


def guard(apps, editor):
    guard_judging(editor)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_judging"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
