"""Filters of the list of cases."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Case, ProcedureVersion, Round
from kechuang.cases.selectors import procedure_of

Cases = QuerySet[Case]
STANDINGS = (("open", _("办理中")), ("closed", _("已办结")))


class CaseFilter(django_filters.FilterSet):
    """Rounds and states are offered only as far as the reader has cases in them."""

    q = django_filters.CharFilter(label=_("编号、名称或单位"), method="called")
    round = django_filters.ModelChoiceFilter(label=_("轮次"), queryset=Round.objects.none())
    state = django_filters.ChoiceFilter(label=_("状态"))
    standing = django_filters.ChoiceFilter(
        label=_("是否办结"), choices=STANDINGS, method="standing_so"
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.queryset is not None:
            seen = self.queryset.order_by().values("round")
            self.filters["round"].queryset = Round.objects.filter(pk__in=seen)
            self.filters["state"].extra["choices"] = _states(self.queryset)

    def called(self, cases: Cases, name: str, value: str) -> Cases:
        named = Q(number__icontains=value) | Q(title__icontains=value)
        return cases.filter(named | Q(title_en__icontains=value) | Q(party__name__icontains=value))

    def standing_so(self, cases: Cases, name: str, value: str) -> Cases:
        return cases.filter(is_closed=value == "closed")


def _states(cases: Cases) -> list[tuple[str, str]]:
    """The states in which the reader's cases are, in the public's wording."""
    language = get_language() or "zh-hans"
    pairs = cases.order_by().values_list("state", "round__version").distinct()
    versions = ProcedureVersion.objects.in_bulk({version for _, version in pairs})
    named = {
        state: procedure_of(versions[version]).states[state].wording.public.said_in(language)
        for state, version in pairs
    }
    return sorted(named.items(), key=lambda choice: choice[1])
