"""Filters of the list of needs and items on the desk."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.models import Need, ProgrammeRound
from kechuang.programmes.selectors.desk.stages import STATES, Stage

Needs = QuerySet[Need]
UNDERWAY = frozenset(state for states in STATES.values() for state in states)


class DeskFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("编号、名称或单位"), method="called")
    programme = django_filters.ModelChoiceFilter(
        label=_("计划"), queryset=ProgrammeRound.objects.all()
    )
    stage = django_filters.ChoiceFilter(
        label=_("环节"), choices=Stage.choices, method="standing_at"
    )

    class Meta:
        model = Need
        fields: list[str] = []

    def called(self, needs: Needs, name: str, value: str) -> Needs:
        numbered = Q(case__number__icontains=value) | Q(item__number__icontains=value)
        named = Q(case__title__icontains=value) | Q(case__party__name__icontains=value)
        return needs.filter(numbered | named)

    def standing_at(self, needs: Needs, name: str, value: str) -> Needs:
        if value == Stage.ENDED:
            return needs.exclude(case__state__in=UNDERWAY)
        return needs.filter(case__state__in=STATES[Stage(value)])
