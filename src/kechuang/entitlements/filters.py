"""Filters of the list of parties a clause reaches."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.identifiers import IdentifierError, industry_code, is_industry_under
from kechuang.design.formatting import said
from kechuang.entitlements.lacking import lacked_conditions, lacking
from kechuang.entitlements.models import Entitlement, VerdictChoice
from kechuang.entitlements.sizes import of_size, size_choices
from kechuang.runs.selectors import latest_sweep


class ReachFilter(django_filters.FilterSet):
    """``lacked``: the conditions that somebody lacks, before any filter."""

    verdict = django_filters.ChoiceFilter(label=_("结论"), choices=VerdictChoice.choices)
    is_near_miss = django_filters.BooleanFilter(
        label=_("差一点"),
        widget=forms.Select(choices=[("", _("全部")), ("true", _("是")), ("false", _("否"))]),
    )
    lacks = django_filters.ChoiceFilter(label=_("差哪一条"), method="by_condition")
    party = django_filters.CharFilter(
        label=_("企业名称"), field_name="party__name", lookup_expr="icontains"
    )
    region = django_filters.CharFilter(
        label=_("行政区划代码"), field_name="party__region_code", lookup_expr="startswith"
    )
    industry = django_filters.CharFilter(label=_("行业代码"), method="by_industry")
    size = django_filters.ChoiceFilter(
        label=_("上年职工人数（示例分档）"), method="by_size", choices=size_choices
    )

    class Meta:
        model = Entitlement
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        self.lacked = lacked_conditions(self.queryset)
        self.filters["lacks"].extra["choices"] = [
            (one.condition, said(one.label, language)) for one in self.lacked
        ]

    def by_condition(
        self, answers: QuerySet[Entitlement], name: str, value: str
    ) -> QuerySet[Entitlement]:
        """Those whose shortest way to met leads over this condition."""
        return lacking(answers, value)

    def by_industry(
        self, answers: QuerySet[Entitlement], name: str, value: str
    ) -> QuerySet[Entitlement]:
        """``C`` or ``C39`` or ``39``: every industry that lies in it."""
        try:
            wanted = industry_code(value)
        except IdentifierError:
            return answers.none()
        codes = answers.order_by().values_list("party__industry_code", flat=True).distinct()
        inside = [code for code in codes if code and is_industry_under(code, wanted)]
        return answers.filter(party__industry_code__in=inside)

    def by_size(
        self, answers: QuerySet[Entitlement], name: str, value: str
    ) -> QuerySet[Entitlement]:
        """By the employees of the year before the day of the sweep."""
        run = latest_sweep()
        return of_size(answers, value, year=run.on.year - 1) if run else answers


class ChangeFilter(django_filters.FilterSet):
    """Filters of what changed between two sweeps; ``change`` chooses the list itself."""

    change = django_filters.ChoiceFilter(
        label=_("变化"), method="as_chosen", empty_label=None,
        choices=[("gained", _("新符合")), ("lost", _("不再符合"))],
    )  # fmt: skip
    pack = django_filters.CharFilter(field_name="pack_id", label=_("政策包"))
    clause = django_filters.CharFilter(field_name="clause_id", label=_("条款编号"))
    party = django_filters.CharFilter(
        label=_("企业名称"), field_name="party__name", lookup_expr="icontains"
    )
    region = django_filters.CharFilter(
        label=_("行政区划代码"), field_name="party__region_code", lookup_expr="startswith"
    )

    class Meta:
        model = Entitlement
        fields: list[str] = []

    def as_chosen(
        self, answers: QuerySet[Entitlement], name: str, value: str
    ) -> QuerySet[Entitlement]:
        """The page chose the answers by it already."""
        return answers
