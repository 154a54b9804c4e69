"""Requests in words and what was ruled on them are append-only."""

from django.db import migrations

from kechuang.reviews.guards_of_exclusions import guard_exclusions


def guard(apps, editor):
    guard_exclusions(editor)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_named_exclusions"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
