"""The event table refuses UPDATE, DELETE and TRUNCATE."""

from django.db import migrations

from kechuang.audit.triggers import allow_changes, make_append_only


def forwards(apps, editor):
    make_append_only(editor, "audit_event")


def backwards(apps, editor):
    allow_changes(editor, "audit_event")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
