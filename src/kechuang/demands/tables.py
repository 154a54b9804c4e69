"""The list of demands."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN, AmountColumn, StateColumn, TitleColumn
from kechuang.demands.models import Demand
from kechuang.demands.presenting import deadline_label, enterprise_label, industry_label
from kechuang.demands.states import DemandState

TONES: dict[str, str] = {
    DemandState.SUBMITTED: "info",
    DemandState.VETTED: "info",
    DemandState.PUBLISHED: "good",
    DemandState.MATCHED: "good",
    DemandState.NEGOTIATING: "info",
    DemandState.CONTRACTED: "good",
    DemandState.CLOSED_UNMET: "warn",
    DemandState.WITHDRAWN: "warn",
}


class DemandTable(tables.Table):
    """``enterprise`` is the name as the reader may know it."""

    number = tables.Column(attrs=UNBROKEN)
    title = TitleColumn(linkify=("demands:detail", {"pk": tables.A("pk")}))
    enterprise = tables.Column(
        verbose_name=_("需求企业"), accessor="shown_name", empty_values=(None,)
    )
    needed_maturity = tables.Column(attrs=NUMERIC)
    budget_fen = AmountColumn()
    deadline = tables.Column(
        verbose_name=_("期望完成时间"),
        accessor="deadline_text",
        order_by="deadline_latest_on",
    )
    state = StateColumn(TONES)
    updated_at = tables.DateTimeColumn(format="Y-m-d", attrs=UNBROKEN)

    class Meta:
        model = Demand
        fields = [
            "number",
            "title",
            "enterprise",
            "industry_code",
            "needed_maturity",
            "budget_fen",
            "deadline",
            "state",
            "updated_at",
        ]
        empty_text = _("没有符合条件的需求")

    def render_enterprise(self, record: Demand) -> str:
        return enterprise_label(record)

    def render_industry_code(self, value: str) -> str:
        return industry_label(value) or ""

    def render_deadline(self, record: Demand) -> str:
        return deadline_label(record) or ""
