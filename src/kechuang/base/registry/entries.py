"""The fields that every entry of a registry has."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.checks import LONGEST_TITLE, LONGEST_TITLE_EN


class RegistryEntry(models.Model):
    """A numbered entry with public text, confidential text and the place it was imported from.

    ``search_text`` holds public text only, so that a search can never find what is confidential.
    """

    number = models.CharField(_("编号"), max_length=20, unique=True)
    title = models.CharField(_("名称"), max_length=LONGEST_TITLE)
    title_en = models.CharField(_("英文名称"), max_length=LONGEST_TITLE_EN, blank=True)
    confidential_text = models.TextField(_("保密内容"), blank=True)
    field = models.CharField(_("技术领域"), max_length=100, blank=True, db_index=True)
    cooperation_modes = models.JSONField(_("合作方式"), default=list, blank=True)
    search_text = models.TextField(editable=False)
    source = models.CharField(_("导入来源"), max_length=100, blank=True)
    source_key = models.CharField(_("来源编号"), max_length=100, blank=True)
    imported_digest = models.CharField(max_length=64, blank=True, editable=False)
    registered_at = models.DateTimeField(_("登记时间"))
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    updated_at = models.DateTimeField(_("更新时间"), db_index=True)

    class Meta:
        abstract = True
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"],
                condition=~models.Q(source=""),
                name="%(class)s_imported_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def shown_title(self) -> str:
        """The title in the reader's language; the Chinese one where there is no other."""
        is_chinese = (get_language() or "zh").startswith("zh")
        return self.title if is_chinese else self.title_en or self.title
