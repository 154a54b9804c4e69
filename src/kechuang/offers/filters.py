"""Filters of lists, and of firms that have not claimed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from kechuang.entitlements.models import Entitlement
from kechuang.offers.models import OfferList
from kechuang.offers.states import ListState


class ListFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=ListState.choices)
    year = django_filters.NumberFilter(label=_("享受年度"))

    class Meta:
        model = OfferList
        fields: list[str] = []


class UnclaimedFilter(django_filters.FilterSet):
    party = django_filters.CharFilter(
        label=_("企业名称"), field_name="party__name", lookup_expr="icontains"
    )
    region = django_filters.CharFilter(
        label=_("行政区划代码"), field_name="party__region_code", lookup_expr="startswith"
    )

    class Meta:
        model = Entitlement
        fields: list[str] = []
