"""The registry of lists."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN
from kechuang.design.formatting import written_money
from kechuang.offers.models import OfferList
from kechuang.offers.states import ListState

TONES: dict[str, str] = {
    ListState.FROZEN: "neutral",
    ListState.FUNDED: "info",
    ListState.ISSUED: "good",
    ListState.DROPPED: "bad",
}


class ListTable(tables.Table):
    number = tables.Column(linkify=("offers:list", [tables.A("number")]), attrs=UNBROKEN)
    title = tables.Column(accessor="shown_title", order_by="title")
    offer_count = tables.Column(verbose_name=_("企业数"), attrs=NUMERIC)
    total_fen = tables.Column(verbose_name=_("清单合计"), attrs=NUMERIC)
    frozen_at = tables.DateColumn(format="Y-m-d", attrs=UNBROKEN)

    class Meta:
        model = OfferList
        fields = ["number", "title", "year", "offer_count", "total_fen", "state", "frozen_at"]
        empty_text = _("还没有免申即享清单")

    def render_total_fen(self, value: int) -> str:
        return written_money(value, get_language() or "zh-hans")

    def value_total_fen(self, value: int) -> int:
        return value

    def render_state(self, record: OfferList) -> str:
        tone = TONES[record.state]
        return format_html(
            '<span class="badge badge-{}">{}</span>', tone, record.get_state_display()
        )

    def value_state(self, record: OfferList) -> str:
        return record.get_state_display()
