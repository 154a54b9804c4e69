"""Invitations, who entered an expert and what officers asked for stay as they were."""

from django.db import migrations

from kechuang.reviews.guards_of_interventions import guard_interventions
from kechuang.reviews.guards_of_invitations import guard_invitations


def guard(apps, editor):
    guard_invitations(editor)
    guard_interventions(editor)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_fair_seats"), ("audit", "0002_append_only")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
