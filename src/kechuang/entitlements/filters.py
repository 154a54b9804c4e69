"""Filters of the list of parties a clause reaches."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.entitlements.models import Entitlement, VerdictChoice


class ReachFilter(django_filters.FilterSet):
    verdict = django_filters.ChoiceFilter(label=_("结论"), choices=VerdictChoice.choices)
    is_near_miss = django_filters.BooleanFilter(
        label=_("差一点"),
        widget=forms.Select(choices=[("", _("全部")), ("true", _("是")), ("false", _("否"))]),
    )
    party = django_filters.CharFilter(
        label=_("企业名称"), field_name="party__name", lookup_expr="icontains"
    )
    region = django_filters.CharFilter(
        label=_("行政区划代码"), field_name="party__region_code", lookup_expr="startswith"
    )

    class Meta:
        model = Entitlement
        fields: list[str] = []
