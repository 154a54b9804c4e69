"""A choice keeps its reason; a search for duplicates looks through needs that were filed."""

from django.db import migrations, models

from kechuang.audit.triggers import make_append_only

KINDS = [
    ("listed_item", "在榜榜单"),
    ("filed_need", "其他已提交的需求"),
    ("running_project", "在研项目"),
    ("outcome", "已有成果"),
]


def guard_again(apps, editor):
    """SQLite makes the table anew, and its guards with it are gone."""
    if editor.connection.vendor == "sqlite":
        make_append_only(editor, "programmes_choice")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0010_local_host"), ("audit", "0002_append_only")]
    operations = [
        migrations.AlterField(
            "duplicatecandidate",
            "kind",
            models.CharField("种类", max_length=20, choices=KINDS),
        ),
        migrations.AddField("choice", "reason", models.TextField("理由", default="")),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
    ]
