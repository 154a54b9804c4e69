"""Payloads and names of the events so far move into their tables; the chain stays as it is."""

import secrets

from django.db import migrations

from kechuang.engines.seal import payload_leaf

MOVE = "INSERT INTO audit_payload (event_id, payload, salt) SELECT sequence, payload, salt FROM audit_event"


def move(apps, editor):
    Event, Signatory = apps.get_model("audit", "Event"), apps.get_model("audit", "Signatory")
    for account_id, name in Event.objects.order_by().values_list("actor_id", "actor_name").distinct():
        salt = secrets.token_hex(16)
        leaf = payload_leaf(salt, {"account_id": account_id, "name": name, "is_kept": False})
        Signatory.objects.create(leaf=leaf, account_id=account_id, name=name, salt=salt)
        Event.objects.filter(actor_id=account_id, actor_name=name).update(signatory_id=leaf)
    editor.execute(MOVE, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_parts")]
    operations = [migrations.RunPython(move)]
