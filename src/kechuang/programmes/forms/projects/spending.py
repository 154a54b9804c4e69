"""Expenses: one by hand, a table of many, and what is decided about one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.wording import said
from kechuang.engines.lumpsum import NegativeList
from kechuang.programmes.forms.projects.fields import YuanField, day_field, words_field
from kechuang.programmes.services.execution import NewExpense

MARK = "mark_"
ANSWERS = (("", _("未说明")), ("yes", _("是")), ("no", _("否")))


class ExpenseForm(forms.Form):
    """Of what nobody says anything, nothing is known: a mark has no default."""

    spent_on = day_field(label=_("支出日期"))
    amount_fen = YuanField(label=_("金额"), help_text=_("以元为单位，也可写明单位，如 3万元"))
    payee = forms.CharField(label=_("收款方"), max_length=200)
    purpose = forms.CharField(
        label=_("用途"),
        max_length=500,
        help_text=_("写明买了什么、做什么用；含糊的用途须人工核对。"),
    )
    invoice = forms.CharField(label=_("发票号码"), max_length=60)
    kind = forms.ChoiceField(
        label=_("类别"), required=False, help_text=_("只用于统计，不设科目预算；留空记为未分类。")
    )
    file = forms.FileField(label=_("凭证"), required=False)

    def __init__(self, listed: NegativeList, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(one.id, said(one.label)) for one in listed.kinds.values()]
        self.fields["kind"].choices = [("", "—"), *kinds]  # type: ignore[attr-defined]
        for mark in listed.marks.values():
            self.fields[f"{MARK}{mark.id}"] = forms.ChoiceField(
                label=mark.label.said_in(get_language() or "zh-hans"),
                choices=ANSWERS,
                required=False,
            )

    def entry(self, file: Any) -> NewExpense:
        """What the command takes; ``file`` is the voucher as stored, or None."""
        told = self.cleaned_data
        marks = {
            name.removeprefix(MARK): value == "yes"
            for name, value in told.items()
            if name.startswith(MARK) and value
        }
        plain = {
            name: told[name]
            for name in ("spent_on", "amount_fen", "payee", "purpose", "invoice", "kind")
        }
        return NewExpense(**plain, marks=marks, file=file)


class TableForm(forms.Form):
    file = forms.FileField(label=_("支出表"), help_text=_("Excel 或 CSV"))


class VoucherForm(forms.Form):
    file = forms.FileField(label=_("凭证"))


class ListedForm(forms.Form):
    """Which item of the list, in the list's own wording."""

    item = forms.ChoiceField(label=_("负面清单条目"))
    reason = words_field(label=_("认定理由"))

    def __init__(self, listed: NegativeList, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        items = [(one.id, said(one.label)) for one in listed.items.values()]
        self.fields["item"].choices = items  # type: ignore[attr-defined]
