"""Every table of the chain is append-only; what is erased by law, and only that, may be deleted."""

from django.db import migrations, models

from kechuang.audit.triggers import make_append_only

PAYLOAD_ERASED = "EXISTS (SELECT 1 FROM audit_erasure WHERE event_id = OLD.event_id)"
NAME_ERASED = "EXISTS (SELECT 1 FROM audit_erasure WHERE name_leaf = OLD.leaf)"


def guard(apps, editor):
    for table in ("audit_event", "audit_erasure", "audit_anchor"):
        make_append_only(editor, table)
    make_append_only(editor, "audit_payload", deletable_if=PAYLOAD_ERASED)
    make_append_only(editor, "audit_signatory", deletable_if=NAME_ERASED)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_move_parts")]
    operations = [
        migrations.RemoveField(model_name="event", name="actor_name"),
        migrations.RemoveField(model_name="event", name="payload"),
        migrations.RemoveField(model_name="event", name="salt"),
        migrations.AlterField(
            model_name="event",
            name="algorithm",
            field=models.CharField(default="sha256/2", max_length=16),
        ),
        migrations.RunPython(guard),
    ]
