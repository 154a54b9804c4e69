"""Facts are append-only: a correction is a later row."""

from django.db import migrations

from kechuang.audit.triggers import allow_changes, make_append_only


def forwards(apps, editor):
    make_append_only(editor, "parties_partyfact")


def backwards(apps, editor):
    allow_changes(editor, "parties_partyfact")


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
