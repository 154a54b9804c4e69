"""The life of an import and its kinds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    UPLOADED = "uploaded", _("已上传")
    MAPPED = "mapped", _("已对应列")
    CHECKED = "checked", _("已试算")
    CONFIRMED = "confirmed", _("已导入")
    DISCARDED = "discarded", _("已放弃")


class ImportKind(TextChoices):
    PARTIES = "parties", _("企业与机构")
    FACTS = "facts", _("企业事实")
    OUTCOMES = "outcomes", _("成果")
    DEMANDS = "demands", _("需求")


class Work(TextChoices):
    """What the background worker does with an import right now."""

    NONE = "", _("无")
    CHECKING = "checking", _("正在试算")
    WRITING = "writing", _("正在写入")
