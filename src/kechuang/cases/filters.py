"""Filters of the lists of cases."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.wording import said
from kechuang.cases.models import Case, ProcedureVersion, Round
from kechuang.cases.presenting.late import LATE, OVERDUE
from kechuang.cases.selectors import coming_days, named_to, procedure_of
from kechuang.engines.flow import end_of, start_of

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
        named |= Q(title_en__icontains=value)
        return cases.filter(
            named | (named_to(self.request.actor) & Q(party__name__icontains=value))
        )

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


class LateFilter(django_filters.FilterSet):
    """By round, and by the day on which the clock runs out, seen from ``at``."""

    round = django_filters.ModelChoiceFilter(label=_("轮次"), queryset=Round.objects.none())
    due = django_filters.ChoiceFilter(label=_("到期日"), method="due_on")

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.at = at
        days = [(day.isoformat(), day.isoformat()) for day in coming_days(at)]
        self.filters["due"].extra["choices"] = [(OVERDUE, said(LATE)), *days]
        if self.queryset is not None:
            seen = self.queryset.order_by().values("round")
            self.filters["round"].queryset = Round.objects.filter(pk__in=seen)

    def due_on(self, cases: Cases, name: str, value: str) -> Cases:
        if value == OVERDUE:
            return cases.filter(ends_at__lte=self.at)
        day = date.fromisoformat(value)
        last = {"ends_at__gt": max(self.at, start_of(day)), "ends_at__lte": end_of(day)}
        return cases.filter(**last)
