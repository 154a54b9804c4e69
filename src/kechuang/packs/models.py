"""Loaded versions of packs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PackVersion(models.Model):
    """One content of one pack; the text is kept so that any past answer can be recomputed."""

    pack_id = models.CharField(_("编号"), max_length=100, db_index=True)
    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    title = models.CharField(_("名称"), max_length=300)
    title_en = models.CharField(_("英文名称"), max_length=400)
    source = models.TextField(_("原文"))
    loaded_at = models.DateTimeField(_("载入时间"))
    is_current = models.BooleanField(_("当前版本"), default=True)

    class Meta:
        ordering = ["pack_id", "-loaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack_id"],
                condition=models.Q(is_current=True),
                name="pack_has_one_current_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.digest[:12]}"
