"""The list of vouchers."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import UNBROKEN
from kechuang.design.commands import command_label
from kechuang.design.formatting import written_exact_money
from kechuang.engines.wording import Text
from kechuang.ledger.models import Voucher

NUMERIC = {"td": {"class": "numeric"}, "th": {"class": "numeric"}}


class ExactColumn(tables.Column):
    """Money to the fen; exports keep fen."""

    def __init__(self, **options: object) -> None:
        super().__init__(attrs=NUMERIC, orderable=False, **options)

    def render(self, value: int) -> str:
        return written_exact_money(value, get_language() or "zh-hans")

    def value(self, **known: object) -> object:
        return known["value"]


class VoucherTable(tables.Table):
    number = tables.Column(
        verbose_name=_("凭证号"), linkify=("ledger:voucher", [tables.A("pk")]), attrs=UNBROKEN
    )
    on = tables.DateColumn(format="Y-m-d", attrs=UNBROKEN)
    at = tables.DateTimeColumn(format="Y-m-d H:i", attrs=UNBROKEN)
    total_fen = ExactColumn(verbose_name=_("凭证合计"))
    counted_fen = ExactColumn(verbose_name=_("计入金额"))

    class Meta:
        model = Voucher
        fields = [
            "number", "counted_fen", "on", "at", "summary", "command", "total_fen", "decision",
            "actor_name", "approver_name",
        ]  # fmt: skip
        order_by = "-on"
        empty_text = _("没有符合条件的凭证")

    def render_number(self, record: Voucher) -> str:
        return str(record)

    def value_number(self, record: Voucher) -> str:
        return str(record)

    def render_summary(self, record: Voucher) -> str:
        return said_summary(record)

    def render_command(self, value: str) -> str:
        return command_label(value)


def said_summary(voucher: Voucher) -> str:
    """The summary in the reader's language."""
    summary = Text(voucher.summary, voucher.summary_en or voucher.summary)
    return summary.said_in(get_language() or "zh-hans")
