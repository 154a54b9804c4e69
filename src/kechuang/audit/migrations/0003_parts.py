"""Tables for what events said, who signed them, what is erased and what was published."""

import django.db.models.deletion
from django.db import migrations, models

from kechuang.audit.triggers import allow_changes


def unlock(apps, editor):
    allow_changes(editor, "audit_event")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.RunPython(unlock),
        migrations.CreateModel(
            name="Payload",
            fields=[
                ("event", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="kept", serialize=False, to="audit.event")),
                ("payload", models.JSONField(verbose_name="内容")),
                ("salt", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                ("leaf", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("account_id", models.BigIntegerField(null=True, verbose_name="账号")),
                ("name", models.CharField(max_length=200, verbose_name="操作人")),
                ("is_kept", models.BooleanField(default=False, verbose_name="依法留存")),
                ("salt", models.CharField(max_length=32)),
            ],
            options={
                "ordering": ["leaf"],
                "constraints": [models.UniqueConstraint(fields=("name", "account_id", "is_kept"), name="audit_signatory_once")],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="signatory",
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="audit.signatory", verbose_name="操作人"),
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_leaf", models.CharField(max_length=64, null=True, unique=True)),
                ("erased_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="erasures", to="audit.event")),
                ("event", models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="erasure", to="audit.event")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(("event__isnull", True), ("name_leaf__isnull", True), _connector="XOR"), name="audit_erasure_of_one_thing")],
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("event", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="anchor", serialize=False, to="audit.event")),
                ("on", models.DateField(verbose_name="公布日期")),
                ("sequence", models.BigIntegerField(verbose_name="序号")),
                ("own_hash", models.CharField(max_length=64, verbose_name="校验值")),
                ("root", models.CharField(max_length=64, verbose_name="区间根值")),
                ("published_at", models.DateTimeField(verbose_name="公布时间")),
                ("channel", models.CharField(choices=[("public_page", "公示页")], max_length=20, verbose_name="公布渠道")),
            ],
            options={
                "ordering": ["-sequence"],
                "constraints": [models.UniqueConstraint(fields=("on", "sequence"), name="audit_anchor_once_a_day")],
            },
        ),
    ]
