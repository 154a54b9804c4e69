"""Stored files."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """One upload or generated file; the content lies under its SHA-256, once for equal contents."""

    digest = models.CharField(_("摘要"), max_length=64, db_index=True)
    name = models.CharField(_("文件名"), max_length=255)
    media_type = models.CharField(_("类型"), max_length=120)
    size = models.BigIntegerField(_("字节数"))
    party = models.ForeignKey("parties.Party", models.PROTECT, null=True, blank=True)
    owner_id = models.BigIntegerField(_("上传账号"), null=True)
    stored_at = models.DateTimeField(_("存入时间"))

    class Meta:
        ordering = ["-stored_at"]

    def __str__(self) -> str:
        return self.name
