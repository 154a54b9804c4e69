"""Grants: who is paid, on which ground and for which period; funds, tranches and their grid."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import FoundRow
from kechuang.base.registry.numbers import NumberSeries
from kechuang.ledger.models.books import Account
from kechuang.ledger.models.budget import BudgetLine, Scheme
from kechuang.ledger.states import Condition, FundSource, GrantMode


class GrantSeries(NumberSeries):
    """Numbers of grants (ZX…)."""


class Grant(FoundRow):
    """Money promised to one party. The same party, ground and period is promised only once.

    ``ground_key`` is the ground without blanks, width and case; the database refuses two grants
    whose periods overlap, over all schemes and departments, unless the earlier was cancelled.
    """

    number = models.CharField(_("立项编号"), max_length=20, unique=True)
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="grants", verbose_name=_("专项")
    )
    party = models.ForeignKey(
        "parties.Party", models.PROTECT, related_name="grants", verbose_name=_("受资助单位")
    )
    district = models.CharField(_("区县"), max_length=6, db_index=True)
    title = models.CharField(_("项目名称"), max_length=200)
    ground = models.CharField(_("资助事由"), max_length=200)
    ground_key = models.CharField(max_length=200)
    period_from = models.DateField(_("期间自"))
    period_to = models.DateField(_("期间至"))
    mode = models.CharField(_("方式"), max_length=10, choices=GrantMode.choices)
    total_fen = models.BigIntegerField(_("总额（分）"))
    decision = models.CharField(_("决定文号"), max_length=200)
    rule_pack = models.CharField(_("政策包"), max_length=100, blank=True)
    rule_digest = models.CharField(_("政策包版本"), max_length=64, blank=True)
    rule_clause = models.CharField(_("条款"), max_length=100, blank=True)
    entitlement_id = models.BigIntegerField(_("适用结论"), null=True, blank=True)
    granted_on = models.DateField(_("立项日期"))
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)

    sealed_beside: ClassVar = ("party__credit_code",)

    class Meta:
        ordering = ["-granted_on", "-number"]
        constraints = [
            models.CheckConstraint(condition=Q(total_fen__gt=0), name="grant_total_positive"),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="grant_period_in_order"
            ),
        ]
        indexes = [models.Index(fields=["party", "ground_key"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def rule_version(self) -> str:
        """``pack/clause@digest`` of the rule it was granted by; empty where no rule did."""
        if not self.rule_pack:
            return ""
        return f"{self.rule_pack}/{self.rule_clause}@{self.rule_digest[:16]}"


class FundShare(FoundRow):
    """What one fund bears of a grant; the enterprise's own match has no budget line."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="shares")
    position = models.PositiveSmallIntegerField(_("次序"))
    source = models.CharField(_("资金来源"), max_length=20, choices=FundSource.choices)
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, related_name="shares", verbose_name=_("预算项目")
    )
    weight = models.PositiveIntegerField(_("比例权重"))
    amount_fen = models.BigIntegerField(_("金额（分）"))
    obligation = models.OneToOneField(Account, models.PROTECT, null=True, related_name="obliges")
    payable = models.OneToOneField(Account, models.PROTECT, null=True, related_name="owes")
    paid = models.OneToOneField(Account, models.PROTECT, null=True, related_name="pays")

    class Meta:
        ordering = ["grant", "position"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "position"], name="share_position_once"),
            models.CheckConstraint(
                condition=Q(source=FundSource.ENTERPRISE) ^ Q(line__isnull=False),
                name="share_public_has_a_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant.number} {self.get_source_display()}"


class Tranche(FoundRow):
    """One part of a grant, paid when its condition is met."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="tranches")
    position = models.PositiveSmallIntegerField(_("次序"))
    title = models.CharField(_("节点"), max_length=200)
    condition = models.CharField(_("拨付条件"), max_length=20, choices=Condition.choices)
    due_on = models.DateField(_("计划日期"), null=True, blank=True)
    amount_fen = models.BigIntegerField(_("金额（分）"))
    accepted_on = models.DateField(_("验收日期"), null=True, blank=True)
    released_on = models.DateField(_("核减日期"), null=True, blank=True)
    acceptance = models.CharField(_("验收文号"), max_length=200, blank=True)

    class Meta:
        ordering = ["grant", "position"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "position"], name="tranche_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.grant.number} {self.title}"


class TrancheShare(FoundRow):
    """What one fund pays of one tranche."""

    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="parts")
    share = models.ForeignKey(FundShare, models.PROTECT, related_name="parts")
    amount_fen = models.BigIntegerField(_("金额（分）"))
    accepted = models.OneToOneField(Account, models.PROTECT, null=True, related_name="accepts")

    class Meta:
        ordering = ["tranche", "share"]
        constraints = [
            models.UniqueConstraint(fields=["tranche", "share"], name="tranche_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.tranche} · {self.share.get_source_display()}"
