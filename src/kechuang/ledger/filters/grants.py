"""Filters of the registry of grants."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.design.codes import region_name
from kechuang.ledger.filters.moments import MomentFilter
from kechuang.ledger.models import Grant, Scheme
from kechuang.ledger.states import FundSource, GrantStage

Grants = QuerySet[Grant]
Choices = list[tuple[str, str]]


def schemes() -> Choices:
    return list(Scheme.objects.values_list("code", "name"))


class GrantFilter(MomentFilter):
    """Districts and years are those that occur among the grants the reader may see."""

    q = django_filters.CharFilter(label=_("编号、项目、单位或文号"), method="named")
    scheme = django_filters.ChoiceFilter(
        label=_("专项"), choices=schemes, field_name="scheme__code"
    )
    district = django_filters.ChoiceFilter(label=_("区县"))
    source = django_filters.ChoiceFilter(
        label=_("资金来源"), choices=FundSource.choices, method="borne_by"
    )
    year = django_filters.ChoiceFilter(label=_("立项年度"), field_name="granted_on__year")
    stage = django_filters.ChoiceFilter(label=_("状态"), choices=GrantStage.choices)

    class Meta:
        model = Grant
        fields: list[str] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = self.queryset.order_by().distinct()
        codes = sorted(set(seen.values_list("district", flat=True)))
        years = sorted(set(seen.values_list("granted_on__year", flat=True)), reverse=True)
        language = get_language() or "zh-hans"
        self.filters["district"].extra["choices"] = [(c, region_name(c, language)) for c in codes]
        self.filters["year"].extra["choices"] = [(year, year) for year in years]

    def booked_until(self, found: Grants, name: str, value: object) -> Grants:
        """The list was asked for at its moment already."""
        return found

    recorded_until = booked_until

    def named(self, found: Grants, name: str, value: str) -> Grants:
        return found.filter(
            Q(number__icontains=value)
            | Q(title__icontains=value)
            | Q(decision__icontains=value)
            | Q(party__name__icontains=value)
            | Q(party__name_en__icontains=value)
        )

    def borne_by(self, found: Grants, name: str, value: str) -> Grants:
        return found.filter(pk__in=Grant.objects.filter(shares__source=value).values("pk"))
