"""Filters of the list of projects and of a project's expenses."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.states_of_execution import ContractState, ExpenseState

Projects = QuerySet[Contract]
NO_KIND = "-"


class ProjectFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("编号、项目或单位"), method="named")
    state = django_filters.ChoiceFilter(label=_("状态"), choices=ContractState.choices)
    year = django_filters.ChoiceFilter(label=_("年度"), field_name="starts_on__year")

    class Meta:
        model = Contract
        fields: list[str] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        starts = self.queryset.order_by().values_list("starts_on__year", flat=True).distinct()
        years = sorted(set(starts), reverse=True)
        self.filters["year"].extra["choices"] = [(year, year) for year in years]

    def named(self, found: Projects, name: str, value: str) -> Projects:
        return found.filter(
            Q(number__icontains=value)
            | Q(title__icontains=value)
            | Q(party__name__icontains=value)
            | Q(item__demander__name__icontains=value)
        )


class ExpenseFilter(django_filters.FilterSet):
    """``kind`` ``-``: those whose kind is not certain."""

    q = django_filters.CharFilter(label=_("用途、收款方或发票"), method="named")
    state = django_filters.ChoiceFilter(label=_("状态"), choices=ExpenseState.choices)
    kind = django_filters.ChoiceFilter(label=_("类别"), method="of_kind")

    class Meta:
        model = Expense
        fields: list[str] = []

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["kind"].extra["choices"] = [*kinds, (NO_KIND, _("未分类"))]

    def named(self, found: QuerySet[Expense], name: str, value: str) -> QuerySet[Expense]:
        return found.filter(
            Q(purpose__icontains=value) | Q(payee__icontains=value) | Q(invoice__icontains=value)
        )

    def of_kind(self, found: QuerySet[Expense], name: str, value: str) -> QuerySet[Expense]:
        return found.filter(kind="" if value == NO_KIND else value)
