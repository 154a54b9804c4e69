"""Filters of the list of audit events."""

import django_filters
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import Event


class EventFilter(django_filters.FilterSet):
    actor_name = django_filters.CharFilter(label=_("操作人"), lookup_expr="icontains")
    command = django_filters.CharFilter(label=_("操作"), lookup_expr="icontains")
    target_kind = django_filters.CharFilter(label=_("对象类型"), lookup_expr="icontains")
    at = django_filters.DateFilter(label=_("日期"), lookup_expr="date")

    class Meta:
        model = Event
        fields: list[str] = []
