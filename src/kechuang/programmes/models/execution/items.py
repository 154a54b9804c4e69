"""Awarded items of a list, and the negative lists under which their money is spent."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class NegativeListVersion(models.Model):
    """One content of one negative list (负面清单); contracts keep the version they were signed on.

    ``source`` alone loads it again. Source: 国办发〔2021〕32号 (包干制 with negative list).
    """

    list_id = models.CharField(_("编号"), max_length=100)
    version = models.CharField(_("版本"), max_length=40)
    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    title = models.CharField(_("名称"), max_length=300)
    title_en = models.CharField(_("英文名称"), max_length=400)
    source = models.TextField(_("原文"))
    entered_at = models.DateTimeField(_("载入时间"))

    class Meta:
        ordering = ["list_id", "-entered_at"]

    def __str__(self) -> str:
        return f"{self.list_id} {self.version} {self.digest[:12]}"


class AwardedItem(models.Model):
    """A list item (榜单) that was awarded: its terms, and what was reserved for all its lanes.

    ``committed_fen`` is the sum of the grants of its lanes; it never passes ``reserved_fen``.
    The terms are those of the round, kept so that a later round cannot change them.
    """

    reference = models.CharField(_("榜单编号"), max_length=64, unique=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="awarded_items")
    demander = models.ForeignKey(
        "parties.Party", models.PROTECT, related_name="posed_items", verbose_name=_("需求方")
    )
    title = models.CharField(_("榜单名称"), max_length=200)
    title_en = models.CharField(_("英文名称"), max_length=400, blank=True)
    reserved_fen = models.BigIntegerField(_("预留金额（分）"))
    committed_fen = models.BigIntegerField(_("已承诺金额（分）"), default=0)
    lanes_wanted = models.PositiveSmallIntegerField(_("并行队伍数"), default=1)
    has_equal_start = models.BooleanField(_("前期等额支持"), default=False)
    stage_gates = models.PositiveSmallIntegerField(_("阶段考核次数"), default=0)
    wants_chief = models.BooleanField(_("设技术总师"), default=True)
    wants_assistant = models.BooleanField(_("设科研财务助理"), default=True)
    extensions_allowed = models.PositiveSmallIntegerField(_("可延期次数"), default=1)
    evaluated_after_months = models.PositiveSmallIntegerField(_("结题后几个月评价"), default=12)
    negative_list = models.ForeignKey(
        NegativeListVersion, models.PROTECT, related_name="items", verbose_name=_("负面清单")
    )
    opened_at = models.DateTimeField(_("建立时间"))

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("立项榜单")
        constraints = [
            models.CheckConstraint(
                condition=Q(committed_fen__gte=0) & Q(committed_fen__lte=F("reserved_fen")),
                name="item_commits_at_most_what_is_reserved",
            ),
            models.CheckConstraint(condition=Q(lanes_wanted__gte=1), name="item_has_a_lane"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_race(self) -> bool:
        """Several teams in parallel (赛马)."""
        return self.lanes_wanted > 1
