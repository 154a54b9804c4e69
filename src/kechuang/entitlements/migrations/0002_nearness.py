"""What lists of the nearly entitled are sorted and filtered by stands in columns of its own."""

from django.db import migrations, models

from kechuang.entitlements.nearness import conditions_in, widest_bp

AT_ONCE = 1_000
COLUMNS = ["unmet", "lacks", "widest_bp"]


def tell(apps, editor):
    """Fill the columns of answers kept before; their gaps tell no size, so ``widest_bp`` stays."""
    model = apps.get_model("entitlements", "Entitlement")
    held = model.objects.using(editor.connection.alias).filter(verdict="not_met").only("gaps")
    batch = []
    for answer in held.order_by("pk").iterator(chunk_size=AT_ONCE):
        answer.unmet = len(answer.gaps)
        answer.lacks = conditions_in(answer.gaps)
        answer.widest_bp = widest_bp(answer.gaps)
        batch.append(answer)
        if len(batch) == AT_ONCE:
            model.objects.bulk_update(batch, COLUMNS, batch_size=100)
            batch = []
    model.objects.bulk_update(batch, COLUMNS, batch_size=100)


class Migration(migrations.Migration):
    dependencies = [("entitlements", "0001_initial")]
    operations = [
        migrations.AddField(
            "entitlement", "unmet", models.PositiveSmallIntegerField(default=0, verbose_name="未符合条件数")
        ),
        migrations.AddField(
            "entitlement",
            "lacks",
            models.TextField(blank=True, default="", verbose_name="未符合的条件"),
            preserve_default=False,
        ),
        migrations.AddField(
            "entitlement",
            "widest_bp",
            models.BigIntegerField(null=True, verbose_name="最大相对差距（万分之一）"),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
