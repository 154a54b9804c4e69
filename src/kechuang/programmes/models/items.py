"""Items on the published list."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.numbers import NumberSeries
from kechuang.cases.models import Case
from kechuang.programmes.models.needs import Need


class ItemSeries(NumberSeries):
    """Numbers of listed items: JB2026-000001."""


class ListedItem(models.Model):
    """A need on the list, and the round in which its bids run.

    ``announced_close_on`` is the last day as published; where bidding was extended for all, the
    present one comes from the item's own clock (``selectors.items.closes_on``).
    """

    number = models.CharField(_("榜单编号"), max_length=20, unique=True)
    need = models.OneToOneField(Need, models.PROTECT, related_name="item")
    bids_round = models.OneToOneField("cases.Round", models.PROTECT, related_name="listed_item")
    bids_open_on = models.DateField(_("开始受理"))
    announced_close_on = models.DateField(_("公布的截止日期"))
    published_at = models.DateTimeField(_("公布时间"))
    published_by_id = models.BigIntegerField(_("公布账号"), null=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("榜单项目")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(announced_close_on__gte=models.F("bids_open_on")),
                name="programmes_item_closes_after_opening",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def case(self) -> Case:
        return self.need.case
