"""Filters of the list of imports."""

import django_filters
from django.utils.translation import gettext_lazy as _

from kechuang.intake.models import ImportJob
from kechuang.intake.states import ImportKind, JobState


class ImportFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("文件名"), field_name="original__name", lookup_expr="icontains"
    )
    kind = django_filters.ChoiceFilter(label=_("类别"), choices=ImportKind.choices)
    state = django_filters.ChoiceFilter(label=_("状态"), choices=JobState.choices)

    class Meta:
        model = ImportJob
        fields: list[str] = []
