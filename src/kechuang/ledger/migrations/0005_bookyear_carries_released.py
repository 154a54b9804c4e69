"""A closed year says where budget goes that is released later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_claim_rounds_and_settled_rows")]
    operations = [
        migrations.AddField(
            model_name="bookyear",
            name="carries_released",
            field=models.BooleanField(null=True, verbose_name="结账后退回的预算结转下年"),
        ),
    ]
