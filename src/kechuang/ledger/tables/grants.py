"""The registry of grants."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN
from kechuang.design.codes import region_name
from kechuang.design.formatting import written_money
from kechuang.ledger.models import Grant
from kechuang.ledger.states import GrantStage

TONES: dict[str, str] = {GrantStage.RUNNING: "info", GrantStage.COMPLETED: "good"}


class MoneyColumn(tables.Column):
    """Fen as people read them; the Excel export keeps fen."""

    def __init__(self, **options: object) -> None:
        super().__init__(attrs=NUMERIC, **options)

    def render(self, value: int) -> str:
        return written_money(value, get_language() or "zh-hans")

    def value(self, **known: object) -> object:
        return known["value"]


class GrantTable(tables.Table):
    number = tables.Column(linkify=("ledger:grant", [tables.A("number")]), attrs=UNBROKEN)
    party = tables.Column(
        verbose_name=pgettext_lazy("one", "受资助单位"),
        accessor="party__shown_name",
        order_by="party__name",
    )
    scheme = tables.Column(order_by="scheme__code")
    sources = tables.Column(
        verbose_name=_("资金来源"), accessor="shares", orderable=False, empty_values=()
    )
    public_fen = MoneyColumn(verbose_name=_("财政资金"))
    paid_fen = MoneyColumn(verbose_name=_("已支付"))
    stage = tables.Column(verbose_name=_("状态"))
    granted_on = tables.DateColumn(format="Y-m-d", attrs=UNBROKEN)

    class Meta:
        model = Grant
        fields = [
            "number", "title", "party", "scheme", "district", "sources", "public_fen", "paid_fen",
            "stage", "granted_on",
        ]  # fmt: skip
        empty_text = _("没有符合条件的立项")

    def render_district(self, value: str) -> str:
        return region_name(value, get_language() or "zh-hans")

    def render_sources(self, record: Grant) -> str:
        return gettext("、").join(str(s.get_source_display()) for s in record.shares.all())

    def value_sources(self, record: Grant) -> str:
        return self.render_sources(record)

    def render_stage(self, value: str) -> str:
        tone = TONES.get(value, "neutral")
        return format_html('<span class="badge badge-{}">{}</span>', tone, GrantStage(value).label)

    def value_stage(self, value: str) -> str:
        return str(GrantStage(value).label)
