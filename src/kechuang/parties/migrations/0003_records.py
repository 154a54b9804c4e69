from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_append_only")]

    operations = [
        migrations.AddField(
            model_name="partyfact",
            name="records",
            field=models.TextField(max_length=100000, null=True, verbose_name="清单"),
        ),
    ]
