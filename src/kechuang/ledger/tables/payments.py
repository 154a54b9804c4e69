"""The lists of payment runs, of bank accounts and of funded parties."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN, StateColumn
from kechuang.design.codes import region_name
from kechuang.design.formatting import written_exact_money
from kechuang.ledger.models import PayeeAccount, PaymentRun
from kechuang.ledger.states import RunState
from kechuang.ledger.templatetags.ledger import masked
from kechuang.parties.models import Party

RUN_TONES: dict[str, str] = {
    RunState.DRAFTED: "info",
    RunState.CHECKED: "info",
    RunState.SENT: "warn",
    RunState.SETTLED: "good",
}


class MoneyColumn(tables.Column):
    """Fen to the last 分 on the page; plain fen in the Excel export."""

    def __init__(self, **options: Any) -> None:
        super().__init__(attrs=NUMERIC, **options)

    def render(self, value: int) -> str:
        return written_exact_money(value, get_language() or "zh-hans")


class RunTable(tables.Table):
    number = tables.Column(linkify=("ledger:run", [tables.A("number")]), attrs=UNBROKEN)
    state = StateColumn(RUN_TONES)
    item_count = tables.Column(verbose_name=_("笔数"), attrs=NUMERIC)
    total_fen = MoneyColumn(verbose_name=_("总额"))
    answered = tables.Column(verbose_name=_("已回单"), attrs=NUMERIC)
    paid_fen = MoneyColumn(verbose_name=_("实付"))
    drafted_at = tables.DateTimeColumn(format="Y-m-d H:i", attrs=UNBROKEN)

    class Meta:
        model = PaymentRun
        fields = [
            *("number", "book", "state", "item_count", "total_fen", "answered", "paid_fen"),
            *("drafted_by_name", "checked_by_name", "approved_by_name", "drafted_at"),
        ]
        order_by = "-drafted_at"
        empty_text = _("还没有支付批次")

    def render_book(self, record: PaymentRun) -> str:
        return record.book.shown_name


class PayeeTable(tables.Table):
    party = tables.Column(
        verbose_name=_("单位名称"),
        linkify=("ledger:party", [tables.A("party_id")]),
        orderable=False,
    )
    number = tables.Column(
        linkify=("ledger:confirm_payee", [tables.A("pk")]), attrs=UNBROKEN, orderable=False
    )
    is_confirmed = tables.Column(
        verbose_name=_("状态"), accessor="confirmed_at", empty_values=(), orderable=False
    )
    submitted_at = tables.DateTimeColumn(format="Y-m-d H:i", attrs=UNBROKEN)

    class Meta:
        model = PayeeAccount
        fields = [
            *("party", "bank", "number", "is_confirmed", "submitted_by_name", "submitted_at"),
            "confirmed_by_name",
        ]
        order_by = "-submitted_at"
        empty_text = _("还没有登记过收款账户")

    def render_number(self, value: str) -> str:
        return masked(value)

    def value_number(self, value: str) -> str:
        return masked(value)

    def render_is_confirmed(self, record: PayeeAccount) -> str:
        return str(_("已核对") if record.confirmed_at else _("待核对"))

    def value_is_confirmed(self, record: PayeeAccount) -> str:
        return self.render_is_confirmed(record)


class FundedPartyTable(tables.Table):
    name = tables.Column(
        verbose_name=_("单位名称"), linkify=("ledger:party", [tables.A("pk")]), order_by="name"
    )
    region_code = tables.Column(verbose_name=_("区县"))
    grant_count = tables.Column(verbose_name=_("立项数"), attrs=NUMERIC)
    granted_fen = MoneyColumn(verbose_name=_("财政资助"))
    paid_fen = MoneyColumn(verbose_name=_("已到账"))

    class Meta:
        model = Party
        fields = ["name", "region_code", "grant_count", "granted_fen", "paid_fen"]
        order_by = "-granted_fen"
        empty_text = _("没有受资助的单位")

    def render_name(self, record: Party) -> str:
        return record.shown_name

    def render_region_code(self, value: str) -> str:
        return region_name(value, get_language() or "zh-hans")
