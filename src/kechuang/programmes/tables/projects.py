"""The list of projects, and the expenses of one."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.columns import NUMERIC, UNBROKEN, StateColumn
from kechuang.design.formatting import written_exact_money, written_money
from kechuang.programmes.models.execution import Contract, Expense
from kechuang.programmes.presenting.projects.sections import TONES
from kechuang.programmes.presenting.projects.spending import EXPENSE_TONES, why_of


class MoneyColumn(tables.Column):
    """Fen as people read them; the Excel export keeps fen."""

    def __init__(self, **options: object) -> None:
        super().__init__(attrs=NUMERIC, **options)

    def render(self, value: int) -> str:
        return written_money(value, get_language() or "zh-hans")

    def value(self, **known: object) -> object:
        return known["value"]


class ExactMoneyColumn(MoneyColumn):
    def render(self, value: int) -> str:
        return written_exact_money(value, get_language() or "zh-hans")


class ProjectTable(tables.Table):
    number = tables.Column(linkify=("programmes:project", [tables.A("number")]), attrs=UNBROKEN)
    party = tables.Column(
        verbose_name=_("揭榜方"), accessor="party__shown_name", order_by="party__name"
    )
    demander = tables.Column(
        verbose_name=_("需求方"),
        accessor="item__demander__shown_name",
        order_by="item__demander__name",
    )
    grant_fen = MoneyColumn(verbose_name=_("财政补助"))
    spent_fen = MoneyColumn(verbose_name=_("已列支"))
    state = StateColumn(TONES, verbose_name=_("状态"))
    ends_on = tables.DateColumn(format="Y-m-d", attrs=UNBROKEN)
    next_due_on = tables.DateColumn(format="Y-m-d", attrs=UNBROKEN, verbose_name=_("下一节点"))

    class Meta:
        model = Contract
        fields = [
            "number", "title", "party", "demander", "grant_fen", "spent_fen", "state",
            "next_due_on", "ends_on",
        ]  # fmt: skip
        empty_text = _("没有符合条件的项目")


class ExpenseTable(tables.Table):
    """``why`` gives the list's own wording for what was refused or is doubtful."""

    spent_on = tables.DateColumn(format="Y-m-d", attrs=UNBROKEN)
    amount_fen = ExactMoneyColumn(verbose_name=_("金额"))
    purpose = tables.Column()
    state = StateColumn(EXPENSE_TONES, verbose_name=_("状态"))
    why = tables.Column(verbose_name=_("判定"), empty_values=(), orderable=False)
    file = tables.Column(verbose_name=_("凭证"), empty_values=(), orderable=False)

    class Meta:
        model = Expense
        fields = ["spent_on", "purpose", "amount_fen", "payee", "invoice", "state", "why", "file"]
        empty_text = _("没有符合条件的支出")

    def render_purpose(self, value: str, record: Expense) -> str:
        url = reverse("programmes:expense", args=[record.contract.number, record.pk])
        return format_html('<a href="{}">{}</a>', url, value or "—")

    def value_purpose(self, value: str) -> str:
        return value

    def render_why(self, record: Expense) -> str:
        return why_of(record)

    def render_file(self, record: Expense) -> str:
        return "✓" if record.file_id else "—"
