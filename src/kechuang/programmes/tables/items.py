"""The published list of a round, for the page, for paper and for Excel."""

from __future__ import annotations

from datetime import date

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN
from kechuang.base.registry.wording import said
from kechuang.design.formatting import written_money
from kechuang.engines.wording import Text
from kechuang.programmes.presenting.public.items import ShownItem
from kechuang.programmes.selectors.contents import Target


class ItemTable(tables.Table):
    """Rows are ``ShownItem``; amounts are ceilings (最高), never entitlements."""

    number = tables.Column(_("榜单编号"), accessor="item__number", attrs=UNBROKEN)
    topic = tables.Column(
        _("题目"), accessor="public__topic", linkify=("programmes:item", [tables.A("item__number")])
    )
    list_class = tables.Column(_("榜单类别"), accessor="public__list_class")
    targets = tables.Column(_("主要指标"), accessor="public__targets", orderable=False)
    demander = tables.Column(_("需求方"), accessor="public__demander", orderable=False)
    budget = tables.Column(_("项目总投入"), accessor="money__budget_fen", attrs=NUMERIC)
    ceiling = tables.Column(_("财政补助"), accessor="money__ceiling_fen", attrs=NUMERIC)
    closes_on = tables.Column(_("揭榜截止"), accessor="public__bids_close_on", attrs=UNBROKEN)
    state = tables.Column(_("状态"), accessor="public__state", orderable=False)

    class Meta:
        empty_text = _("没有符合条件的榜单")

    def render_list_class(self, value: Text) -> str:
        return said(value)

    def render_targets(self, value: tuple[Target, ...]) -> str:
        return gettext("；").join(f"{target.indicator} {target.wanted}" for target in value)

    def render_demander(self, value: Text) -> str:
        return said(value)

    def render_budget(self, value: int) -> str:
        return _money(value)

    def render_ceiling(self, value: int) -> str:
        return gettext("最高 {amount}").format(amount=_money(value))

    def render_closes_on(self, value: date) -> str:
        return value.isoformat()

    def render_state(self, value: Text, record: ShownItem) -> str:
        words = said(value)
        if record.takes_bids and record.left:
            words = f"{words} · {said(record.left.words)}"
        return format_html('<span class="badge badge-{}">{}</span>', record.tone, words)

    def value_state(self, value: Text) -> str:
        return said(value)


def _money(fen: int) -> str:
    return written_money(fen, get_language() or "zh-hans")
