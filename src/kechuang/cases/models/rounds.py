"""Versions of procedures, and the rounds in which they run."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.engines.wording import Text


class ProcedureVersion(models.Model):
    """One content of one procedure, by its digest; written once, for cases run under it for good.

    ``source`` alone loads it again. ``adopted_from`` names the procedure whose options it sets.
    """

    procedure_id = models.CharField(_("编号"), max_length=100, db_index=True)
    adopted_from = models.CharField(_("采用自"), max_length=100, blank=True)
    version = models.CharField(_("版本"), max_length=40)
    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    title = models.CharField(_("名称"), max_length=300)
    title_en = models.CharField(_("英文名称"), max_length=400)
    source = models.TextField(_("原文"))
    entered_at = models.DateTimeField(_("载入时间"))

    class Meta:
        ordering = ["procedure_id", "-entered_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.version} {self.digest[:12]}"

    @property
    def shown_title(self) -> str:
        """The title in the reader's language."""
        return Text(self.title, self.title_en).said_in(get_language() or "zh-hans")


class Round(models.Model):
    """A round (轮次): one version of a procedure with the values of its options, for all its cases.

    ``options`` maps names to values as ``flow.stored`` writes them. Rows never change.
    """

    code = models.SlugField(_("轮次代码"), unique=True)
    title = models.CharField(_("名称"), max_length=200)
    title_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="rounds")
    options = models.JSONField(_("选项"), default=dict, blank=True)
    opened_at = models.DateTimeField(_("开设时间"))
    opened_by_id = models.BigIntegerField(_("开设账号"), null=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("轮次")

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        """The title in the reader's language; the Chinese one where there is no other."""
        return Text(self.title, self.title_en or self.title).said_in(get_language() or "zh-hans")


class ClockExtension(models.Model):
    """One clock of a round made longer for all its cases at once: more days, or a later day."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="extensions")
    clock = models.CharField(_("时限"), max_length=60)
    days = models.PositiveSmallIntegerField(_("增加天数"), default=0)
    until = models.DateField(_("延至"), null=True, blank=True)
    why = models.TextField(_("理由"))
    at = models.DateTimeField(_("时间"))
    by_id = models.BigIntegerField(_("账号"), null=True)

    class Meta:
        ordering = ["round", "at", "pk"]
        verbose_name = _("统一延期")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__gt=0) ^ models.Q(until__isnull=False),
                name="extension_days_or_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.clock}"
