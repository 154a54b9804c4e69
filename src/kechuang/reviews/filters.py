"""Filters of the register of experts."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.base.identifiers import listed_disciplines
from kechuang.base.registry.wording import said
from kechuang.reviews.models import Expert
from kechuang.reviews.states import ExpertState


def disciplines() -> list[tuple[str, str]]:
    return [(code, f"{code} {said(name)}") for code, name in listed_disciplines()]


class ExpertFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(label=_("姓名"), lookup_expr="icontains")
    unit = django_filters.CharFilter(label=_("任职单位"), method="of_unit")
    field = django_filters.ChoiceFilter(label=_("学科"), choices=disciplines, method="of_field")
    region = django_filters.CharFilter(
        label=_("所在地代码"), field_name="region_code", lookup_expr="startswith"
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=ExpertState.choices)

    class Meta:
        model = Expert
        fields: list[str] = []

    def of_unit(self, queryset: QuerySet[Expert], name: str, value: str) -> QuerySet[Expert]:
        return queryset.filter(posts__unit_name__icontains=value.strip()).distinct()

    def of_field(self, queryset: QuerySet[Expert], name: str, value: str) -> QuerySet[Expert]:
        rows = queryset.values_list("pk", "fields")
        fitting = [pk for pk, codes in rows if any(code.startswith(value) for code in codes)]
        return queryset.filter(pk__in=fitting)
