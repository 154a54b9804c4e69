"""Who did something, and when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.Model):
    """Something that somebody did or said; written once.

    People are their account, whose name the audit trail knows; only the system has ``by_name``.
    """

    by_id = models.BigIntegerField(_("账号"), null=True)
    by_name = models.CharField(_("系统名称"), max_length=200, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        abstract = True


def once_per_person(*fields: str, name: str) -> list[models.UniqueConstraint]:
    """Constraints by which one person does something once; the system is told by its name."""
    has_account = models.Q(by_id__isnull=False)
    return [
        models.UniqueConstraint(fields=[*fields, "by_id"], condition=has_account, name=name),
        models.UniqueConstraint(
            fields=[*fields, "by_name"], condition=~has_account, name=f"{name}_system"
        ),
    ]
