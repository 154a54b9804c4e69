"""What is entered to freeze a snapshot, to appeal, and to answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.design.formatting import said
from kechuang.points.selectors import schemes
from kechuang.points.states import Outcome

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
TALL = forms.Textarea(attrs={"rows": 4})


class SnapshotForm(forms.Form):
    scheme_id = forms.ChoiceField(label=_("积分方案"))
    on = forms.DateField(label=_("基准日"), widget=DAY)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "zh-hans"
        offered = [(pack.id, said(pack.title, language)) for pack in schemes()]
        self.fields["scheme_id"].choices = offered  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    grounds = forms.CharField(
        label=_("复核理由"),
        max_length=2_000,
        widget=TALL,
        help_text=_("请写明哪一项指标有误、依据是什么。数据有误的，请先更正数据。"),
    )


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("结论"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        help_text=_("成立的，按现有数据另做一个快照；原快照不变。"),
    )
    reason = forms.CharField(label=_("理由"), max_length=2_000, widget=TALL)
