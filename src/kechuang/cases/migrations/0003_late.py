"""When the first clock of a case runs out, and when the clocks were run last."""

from django.db import migrations, models
from django.db.models import F


def look_again(apps, schema_editor):
    """The clocks write down the end of each open case when they look at it next."""
    cases = apps.get_model("cases", "Case").objects
    cases.filter(is_closed=False).update(next_due_at=F("updated_at"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="ends_at",
            field=models.DateTimeField(db_index=True, null=True, verbose_name="期限届满"),
        ),
        migrations.CreateModel(
            name="ClockRun",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, primary_key=True, serialize=False
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="开始时间")),
                ("cases", models.PositiveIntegerField(default=0, verbose_name="到期事项")),
                ("steps", models.PositiveIntegerField(default=0, verbose_name="已办步骤")),
                ("reminders", models.PositiveIntegerField(default=0, verbose_name="提醒")),
                ("escalations", models.PositiveIntegerField(default=0, verbose_name="督办")),
                ("stuck", models.PositiveIntegerField(default=0, verbose_name="到期未能办理")),
                ("failed", models.JSONField(default=list, verbose_name="未能运行的事项")),
            ],
            options={
                "verbose_name": "时限运行",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="clock_run_one_row"
                    )
                ],
            },
        ),
        migrations.RunPython(look_again, migrations.RunPython.noop, elidable=True),
    ]
