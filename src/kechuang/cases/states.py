"""Roles that people hold by their office, what time brings, and the words of a procedure that
the room itself acts on."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

STAFF_ROLES = frozenset({"officer", "approver", "supervisor"})
ANYBODY = "public"

WRITE_LETTER, START_PUBLICITY = "write_letter", "start_publicity"
GIVE_RECEIPT, PUBLISH_LIST = "give_receipt", "publish_list"
PUBLISHING = frozenset({START_PUBLICITY, PUBLISH_LIST})
OBJECTION_UPHELD = "objection_upheld"

# A seal received in time may still be on its way when its clock ends
GRACE = timedelta(minutes=2)
RETRY = timedelta(hours=1)
LOOK_AGAIN = timedelta(days=1)


class NoticeKind(models.TextChoices):
    """What a clock brought; ``STUCK``: its end could not take its step."""

    REMINDER = "reminder", _("提醒")
    ESCALATION = "escalation", _("督办")
    UNKNOWN = "unknown", _("期限不明")
    STUCK = "stuck", _("到期未能办理")
