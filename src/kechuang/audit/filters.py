"""Filters of the list of audit events."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.audit.models import Event
from kechuang.design.commands import LABELS


class EventFilter(django_filters.FilterSet):
    """An event that is withheld is found by nothing: a hit would tell what the row does not."""

    actor = django_filters.CharFilter(
        label=_("操作人"), field_name="signatory__name", lookup_expr="icontains"
    )
    command = django_filters.ChoiceFilter(label=_("操作"), choices=list(LABELS.items()))
    target_kind = django_filters.CharFilter(label=_("对象类型"), lookup_expr="icontains")
    at = django_filters.DateFilter(
        label=_("日期"), lookup_expr="date", widget=forms.DateInput({"type": "date"})
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        found = super().filter_queryset(queryset)
        is_asked = any(self.form.cleaned_data.values())
        return found.filter(is_withheld=False) if is_asked else found
