"""Filters of the lists of payment runs, of bank accounts and of funded parties."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models import Book, PayeeAccount, PaymentRun
from kechuang.ledger.states import RunState
from kechuang.parties.models import Party

CONFIRMED = (("no", _("待核对")), ("yes", _("已核对")))


class RunFilter(django_filters.FilterSet):
    number = django_filters.CharFilter(label=_("批次号"), lookup_expr="icontains")
    book = django_filters.ModelChoiceFilter(
        label=_("账套"), queryset=Book.objects.all(), to_field_name="code"
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=RunState.choices)
    who = django_filters.CharFilter(label=_("编制、初审或终审人"), method="signed_by")

    class Meta:
        model = PaymentRun
        fields: list[str] = []

    def signed_by(self, runs: QuerySet[PaymentRun], name: str, value: str) -> QuerySet[PaymentRun]:
        return runs.filter(
            Q(drafted_by_name__icontains=value)
            | Q(checked_by_name__icontains=value)
            | Q(approved_by_name__icontains=value)
        )


class PayeeFilter(django_filters.FilterSet):
    party = django_filters.CharFilter(
        label=_("单位名称"), field_name="party__name", lookup_expr="icontains"
    )
    confirmed = django_filters.ChoiceFilter(
        label=_("状态"), choices=CONFIRMED, method="being_confirmed"
    )

    class Meta:
        model = PayeeAccount
        fields: list[str] = []

    def being_confirmed(
        self, accounts: QuerySet[PayeeAccount], name: str, value: str
    ) -> QuerySet[PayeeAccount]:
        return accounts.filter(confirmed_at__isnull=value == "no")


class FundedPartyFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(label=_("单位名称"), lookup_expr="icontains")
    region = django_filters.CharFilter(label=_("区县代码"), field_name="region_code")

    class Meta:
        model = Party
        fields: list[str] = []
