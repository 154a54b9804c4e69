"""Programme rounds: a year's challenges of one place, under one option pack."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.engines.wording import Text


class MeasuresVersion(models.Model):
    """One content of the measures, kept for good; ``source`` is read again by its digest."""

    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    title = models.CharField(_("名称"), max_length=300)
    title_en = models.CharField(_("英文名称"), max_length=400)
    source = models.TextField(_("原文"))
    entered_at = models.DateTimeField(_("载入时间"))

    class Meta:
        ordering = ["-entered_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.digest[:12]}"


class ProgrammeRound(models.Model):
    """A year's plan (年度揭榜计划): the round of its items, and the measures it is held to.

    The options are those of ``items_round``. ``line`` is the budget line that awards are reserved
    from; None while nobody named one.
    """

    code = models.SlugField(_("计划代码"), unique=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    title = models.CharField(_("名称"), max_length=200)
    title_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    items_round = models.OneToOneField("cases.Round", models.PROTECT, related_name="programme")
    bid_version = models.ForeignKey(
        "cases.ProcedureVersion", models.PROTECT, related_name="bid_programmes"
    )
    measures = models.ForeignKey(MeasuresVersion, models.PROTECT, related_name="programmes")
    line = models.ForeignKey(
        "ledger.BudgetLine",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        verbose_name=_("预算项目"),
    )
    opened_at = models.DateTimeField(_("开设时间"))
    opened_by_id = models.BigIntegerField(_("开设账号"), null=True)

    class Meta:
        ordering = ["-year", "code"]
        verbose_name = _("年度揭榜计划")

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        """The title in the reader's language; the Chinese one where there is no other."""
        return Text(self.title, self.title_en or self.title).said_in(get_language() or "zh-hans")
