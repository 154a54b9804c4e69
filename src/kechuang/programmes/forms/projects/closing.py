"""Opinions, the evaluation, follow-ups, and the proposal to end early."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.fields import AmountField
from kechuang.parties.models import Party
from kechuang.programmes.forms.projects.fields import score_field, words_field
from kechuang.programmes.services.execution import Found
from kechuang.programmes.states_of_execution import Cause, FollowUpKind, Grade

YES_NO = (("yes", _("确认达成")), ("no", _("不认可")))


class OpinionForm(forms.Form):
    """``accepts`` has no default: nothing is confirmed by leaving it out."""

    accepts = forms.ChoiceField(label=_("指标是否达成"), choices=YES_NO, widget=forms.RadioSelect)
    text = words_field(label=_("意见"))

    @property
    def content(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"accepts": told["accepts"] == "yes", "text": told["text"]}


class EvaluationForm(forms.Form):
    grade = forms.ChoiceField(label=_("等次"), choices=Grade.choices)
    score = score_field()
    findings = words_field(label=_("评价意见"), rows=5)

    @property
    def content(self) -> dict[str, Any]:
        return {**self.cleaned_data, "grade": Grade(self.cleaned_data["grade"])}


class FollowUpForm(forms.Form):
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    kind = forms.ChoiceField(label=_("类型"), choices=FollowUpKind.choices)
    title = forms.CharField(label=_("内容"), max_length=300)
    amount_fen = AmountField(
        label=_("金额"), required=False, help_text=_("以万元为单位；不知道时留空")
    )
    party = forms.CharField(
        label=_("相关单位"),
        required=False,
        max_length=18,
        help_text=_("已登记单位的统一社会信用代码，如衍生企业"),
    )
    file = forms.FileField(label=_("证明材料"), required=False)

    def clean_party(self) -> Party | None:
        code = self.cleaned_data["party"].strip()
        found = Party.objects.filter(credit_code=code).first() if code else None
        if code and found is None:
            raise ValidationError(gettext("没有登记这个统一社会信用代码"))
        return found

    def found(self, file: Any) -> Found:
        """What the command takes; ``file`` is the proof as stored, or None."""
        told = {**self.cleaned_data, "file": file}
        return Found(**{**told, "kind": FollowUpKind(told["kind"])})


class TerminationForm(forms.Form):
    cause = forms.ChoiceField(label=_("原因"), choices=Cause.choices)
    reason = words_field(label=_("理由"), rows=5)

    @property
    def content(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"cause": Cause(told["cause"]), "reason": told["reason"]}
