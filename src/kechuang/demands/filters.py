"""Filters of the list of demands; none of them looks at an enterprise's hidden name."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.filters import MATURITY_CHOICES, AmountFilter
from kechuang.base.registry.modes import CooperationMode
from kechuang.base.registry.technical_fields import TechnicalField
from kechuang.demands.models import Demand
from kechuang.demands.states import Confidentiality, DemandState

Demands = QuerySet[Demand]


class DemandFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("编号、名称、问题或指标"), field_name="search_text", lookup_expr="icontains"
    )
    enterprise = django_filters.CharFilter(label=_("需求企业"), method="of_enterprise")
    field = django_filters.ChoiceFilter(label=_("技术领域"), choices=TechnicalField.choices)
    industry = django_filters.CharFilter(
        label=_("行业代码"), field_name="industry_code", lookup_expr="startswith"
    )
    maturity = django_filters.ChoiceFilter(
        label=_("所需就绪水平不高于"),
        choices=MATURITY_CHOICES,
        field_name="needed_maturity",
        lookup_expr="lte",
    )
    mode = django_filters.ChoiceFilter(
        label=_("合作方式"), choices=CooperationMode.choices, method="accepting"
    )
    budget = AmountFilter(label=_("预算不低于（万元，含面议）"), method="affording")
    due = django_filters.DateFilter(
        label=_("最晚完成日期不晚于"),
        field_name="deadline_latest_on",
        lookup_expr="lte",
        widget=forms.DateInput({"type": "date"}),
    )
    confidentiality = django_filters.ChoiceFilter(
        label=_("公开程度"), choices=Confidentiality.choices
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=DemandState.choices)

    class Meta:
        model = Demand
        fields: list[str] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.request is None or not self.request.actor.is_known:
            del self.filters["state"], self.filters["confidentiality"]

    def of_enterprise(self, demands: Demands, name: str, value: str) -> Demands:
        named = Q(shown_name__icontains=value) | Q(shown_name_en__icontains=value)
        return demands.filter(named)

    def accepting(self, demands: Demands, name: str, value: str) -> Demands:
        return demands.filter(cooperation_modes__icontains=f'"{value}"')

    def affording(self, demands: Demands, name: str, value: int) -> Demands:
        """Negotiable may be enough."""
        return demands.filter(Q(budget_fen__gte=value) | Q(budget_fen__isnull=True))
