"""Demands and their measurable targets."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kechuang.base.identifiers import PartialDate, parse_date
from kechuang.base.registry.entries import RegistryEntry
from kechuang.base.registry.numbers import NumberSeries
from kechuang.demands.states import Confidentiality, DemandState


class DemandSeries(NumberSeries):
    """Numbers of demands: XQ2026-000001."""


class Demand(RegistryEntry):
    """A technical need of an enterprise; ``budget_fen`` None means negotiable (面议).

    ``enterprise_name`` is shown through ``visible_demands`` only, which leaves it out for those
    who may not know it.
    """

    state = models.CharField(_("状态"), max_length=20, choices=DemandState.choices, db_index=True)
    confidentiality = models.CharField(
        _("公开程度"), max_length=20, choices=Confidentiality.choices
    )
    enterprise = models.ForeignKey(
        "parties.Party", models.PROTECT, null=True, blank=True, verbose_name=_("需求企业")
    )
    enterprise_name = models.CharField(_("需求企业名称"), max_length=200)
    background = models.TextField(_("背景"), blank=True)
    problem = models.TextField(_("要解决的问题"))
    public_text = models.TextField(_("公开补充说明"), blank=True)
    industry_code = models.CharField(_("国民经济行业"), max_length=4, blank=True, db_index=True)
    needed_maturity = models.PositiveSmallIntegerField(_("所需技术就绪水平"), null=True, blank=True)
    budget_fen = models.BigIntegerField(_("预算"), null=True, blank=True)
    deadline_text = models.CharField(_("期望完成时间"), max_length=10, blank=True)
    deadline_latest_on = models.DateField(_("最晚完成日期"), null=True, blank=True)

    class Meta(RegistryEntry.Meta):
        verbose_name = _("需求")
        constraints = [
            *RegistryEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(needed_maturity__isnull=True) | Q(needed_maturity__range=(1, 9)),
                name="demand_maturity_between_1_and_9",
            ),
            models.CheckConstraint(
                condition=Q(budget_fen__isnull=True) | Q(budget_fen__gte=0),
                name="demand_budget_not_negative",
            ),
        ]

    @property
    def deadline(self) -> PartialDate | None:
        """The deadline in the precision it was given in."""
        return parse_date(self.deadline_text) if self.deadline_text else None


class DemandTarget(models.Model):
    """One measurable target: where the metric stands and where it has to get."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="targets")
    position = models.PositiveSmallIntegerField()
    metric = models.CharField(_("指标"), max_length=100)
    current_value = models.CharField(_("现值"), max_length=100, blank=True)
    target_value = models.CharField(_("目标值"), max_length=100)
    unit = models.CharField(_("单位"), max_length=30, blank=True)

    class Meta:
        ordering = ["demand", "position"]
        verbose_name = _("需求指标")
        constraints = [
            models.UniqueConstraint(fields=["demand", "position"], name="target_has_its_place")
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.current_value} → {self.target_value} {self.unit}".strip()
