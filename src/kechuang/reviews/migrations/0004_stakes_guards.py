"""Applicants by name and stakeholders are append-only."""

from django.db import migrations

from kechuang.reviews.guards_of_stakes import guard_stakes


def guard(apps, editor):
    guard_stakes(editor)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_stakes"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
