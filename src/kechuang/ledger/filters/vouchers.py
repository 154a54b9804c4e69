"""Filters of the ledger's lists."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.design.commands import command_label
from kechuang.ledger.models import Scheme, Voucher
from kechuang.ledger.selectors.tracing import accounts_of, vouchers_of
from kechuang.ledger.states import FundSource


def posted_commands() -> list[tuple[str, str]]:
    """The commands that vouchers were posted by, in words."""
    commands = Voucher.objects.order_by("command").values_list("command", flat=True).distinct()
    return [(command, command_label(command)) for command in commands]


class VoucherFilter(django_filters.FilterSet):
    """What a figure of the board is made of: the same dimensions as the board."""

    scheme = django_filters.ChoiceFilter(
        label=_("专项"), choices=lambda: Scheme.objects.values_list("code", "name"), method="along"
    )
    source = django_filters.ChoiceFilter(
        label=_("资金来源"), choices=FundSource.choices, method="along"
    )
    district = django_filters.CharFilter(label=_("区县代码"), method="along")
    year = django_filters.NumberFilter(label=_("会计年度"))
    on = django_filters.DateFilter(
        label=_("截至日期"), lookup_expr="lte", widget=forms.DateInput({"type": "date"})
    )
    command = django_filters.ChoiceFilter(label=_("业务"), choices=posted_commands)
    summary = django_filters.CharFilter(label=_("摘要"), lookup_expr="icontains")

    class Meta:
        model = Voucher
        fields: list[str] = []

    def along(self, found: QuerySet[Voucher], name: str, value: str) -> QuerySet[Voucher]:
        return found.filter(pk__in=vouchers_of(accounts_of(**{name: value})).values("pk"))
