"""Filters of the list of parties."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.parties.models import Party
from kechuang.parties.states import PartyKind


class PartyFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名称或信用代码"), method="search")
    kind = django_filters.ChoiceFilter(label=_("类型"), choices=PartyKind.choices)
    region_code = django_filters.CharFilter(label=_("行政区划代码"), lookup_expr="startswith")
    industry_code = django_filters.CharFilter(label=_("行业代码"), lookup_expr="startswith")

    class Meta:
        model = Party
        fields: list[str] = []

    def search(self, queryset: QuerySet[Party], name: str, value: str) -> QuerySet[Party]:
        """Match present and former names and the credit code."""
        value = value.strip()
        return queryset.filter(
            Q(name__icontains=value)
            | Q(credit_code__istartswith=value)
            | Q(former_names__name__icontains=value)
        ).distinct()
