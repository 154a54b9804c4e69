"""Firms that are entitled under a clause and have not claimed."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN
from kechuang.design.codes import region_name
from kechuang.design.formatting import written_money
from kechuang.entitlements.models import Entitlement


class UnclaimedTable(tables.Table):
    party = tables.Column(
        verbose_name=_("企业"),
        accessor="party__shown_name",
        order_by="party__name",
        linkify=("entitlements:answer", {"pk": tables.A("pk")}),
    )
    region = tables.Column(accessor="party__region_code", verbose_name=_("地区"))
    low_fen = tables.Column(verbose_name=_("确定金额"), attrs=NUMERIC)
    reminded_at = tables.DateColumn(
        verbose_name=_("已提醒"), format="Y-m-d", default="—", attrs=UNBROKEN
    )

    class Meta:
        model = Entitlement
        fields = ["party", "region", "low_fen", "reminded_at"]
        empty_text = _("没有应享未享的企业")

    def render_region(self, value: str) -> str:
        return region_name(value, get_language() or "zh-hans")

    def render_low_fen(self, value: int, record: Entitlement) -> str:
        is_exact = record.amount_kind == "exact"
        return written_money(value, get_language() or "zh-hans") if is_exact else "—"
