"""Filters of the list of vouchers."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kechuang.base.clock import today
from kechuang.design.commands import command_label
from kechuang.ledger.filters.moments import MomentFilter
from kechuang.ledger.models import Appropriation, Book, Scheme, Voucher
from kechuang.ledger.selectors.figures import Asked, Figure, sum_behind, vouchers_behind
from kechuang.ledger.selectors.flows import DIMENSIONS
from kechuang.ledger.selectors.moments import Moment
from kechuang.ledger.selectors.tracing import accounts_of, vouchers_of
from kechuang.ledger.states import FundSource

Vouchers = QuerySet[Voucher]
Choices = list[tuple[str, str]]


def posted_commands() -> Choices:
    """The commands that vouchers were posted by, in words."""
    commands = Voucher.objects.order_by("command").values_list("command", flat=True).distinct()
    return [(command, command_label(command)) for command in commands]


def schemes() -> Choices:
    return list(Scheme.objects.values_list("code", "name"))


def budget_years() -> list[tuple[int, int]]:
    years = Appropriation.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, year) for year in years]


class VoucherFilter(MomentFilter):
    """With a figure and a budget year: what that figure of the board is the sum of, cut by the
    board's dimensions; ``sum_fen`` is what those listed add to it. Without: vouchers that touch a
    scheme, a fund or a district."""

    figure = django_filters.ChoiceFilter(label=_("看板数字"), choices=Figure.choices, method="kept")
    budget_year = django_filters.TypedChoiceFilter(
        label=_("预算年度"), choices=budget_years, coerce=int, method="kept"
    )
    scheme = django_filters.ChoiceFilter(label=_("专项"), choices=schemes, method="along")
    source = django_filters.ChoiceFilter(
        label=_("资金来源"), choices=FundSource.choices, method="along"
    )
    district = django_filters.CharFilter(label=_("区县代码"), method="along")
    month = django_filters.CharFilter(label=_("记账月份"), method="in_month")
    book = django_filters.ModelChoiceFilter(
        label=_("账套"), queryset=Book.objects.all(), to_field_name="code"
    )
    year = django_filters.NumberFilter(label=_("会计年度"))
    command = django_filters.ChoiceFilter(label=_("业务"), choices=posted_commands)
    summary = django_filters.CharFilter(label=_("摘要"), lookup_expr="icontains")

    class Meta:
        model = Voucher
        fields: list[str] = []

    sum_fen = 0

    @property
    def asked(self) -> Asked | None:
        """The figure asked for; None where the list is not about one."""
        told = self.form.cleaned_data if self.is_bound else {}
        if not (told.get("figure") and told.get("budget_year")):
            return None
        return Asked(
            figure=Figure(told["figure"]),
            year=told["budget_year"],
            moment=Moment(told.get("on") or today(), told.get("known")),
            cuts={name: told[name] for name in DIMENSIONS if told.get(name)},
        )

    def filter_queryset(self, queryset: Vouchers) -> Vouchers:
        found = super().filter_queryset(queryset)
        if self.asked is None:
            return found
        self.sum_fen = sum_behind(self.asked, found)
        return vouchers_behind(self.asked, among=found)

    def kept(self, found: Vouchers, name: str, value: object) -> Vouchers:
        """It is told together with the others."""
        return found

    def along(self, found: Vouchers, name: str, value: str) -> Vouchers:
        if self.asked is not None:
            return found
        return found.filter(pk__in=vouchers_of(accounts_of(**{name: value})).values("pk"))

    def in_month(self, found: Vouchers, name: str, value: str) -> Vouchers:
        year, _, month = value.partition("-")
        if not (year.isdigit() and month.isdigit()):
            return found.none()
        return found.filter(on__year=int(year), on__month=int(month))
