"""Filters of the list of outcomes."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.filters import MATURITY_CHOICES, AmountFilter
from kechuang.base.registry.modes import CooperationMode
from kechuang.base.registry.technical_fields import TechnicalField
from kechuang.outcomes.forms import discipline_choices
from kechuang.outcomes.models import Outcome, OwnerShare
from kechuang.outcomes.states import DiscoveryChannel, OutcomeState, RightsKind

Outcomes = QuerySet[Outcome]


class OutcomeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("编号、名称、关键词或摘要"), field_name="search_text", lookup_expr="icontains"
    )
    owner = django_filters.CharFilter(label=_("权利人"), method="owned")
    field = django_filters.ChoiceFilter(label=_("技术领域"), choices=TechnicalField.choices)
    discipline = django_filters.ChoiceFilter(label=_("学科"), choices=discipline_choices)
    maturity = django_filters.ChoiceFilter(
        label=_("就绪水平不低于"), choices=MATURITY_CHOICES, lookup_expr="gte"
    )
    rights = django_filters.ChoiceFilter(label=_("权利类型"), choices=RightsKind.choices)
    channel = django_filters.ChoiceFilter(label=_("发现渠道"), choices=DiscoveryChannel.choices)
    mode = django_filters.ChoiceFilter(
        label=_("合作方式"), choices=CooperationMode.choices, method="offering"
    )
    price = AmountFilter(label=_("价格不超过（万元，含面议）"), method="affordable")
    state = django_filters.ChoiceFilter(label=_("状态"), choices=OutcomeState.choices)

    class Meta:
        model = Outcome
        fields: list[str] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.request is None or not self.request.actor.is_known:
            del self.filters["state"]

    def owned(self, outcomes: Outcomes, name: str, value: str) -> Outcomes:
        """Owners by their name at registration, now or formerly."""
        shares = OwnerShare.objects.filter(
            Q(owner_name__icontains=value)
            | Q(party__name__icontains=value)
            | Q(party__former_names__name__icontains=value)
        )
        return outcomes.filter(pk__in=shares.values("outcome_id"))

    def offering(self, outcomes: Outcomes, name: str, value: str) -> Outcomes:
        return outcomes.filter(cooperation_modes__icontains=f'"{value}"')

    def affordable(self, outcomes: Outcomes, name: str, value: int) -> Outcomes:
        """Negotiable is not too dear."""
        return outcomes.filter(Q(price_fen__lte=value) | Q(price_fen__isnull=True))
