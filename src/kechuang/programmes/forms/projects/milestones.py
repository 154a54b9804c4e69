"""What is written about a milestone."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.forms.projects.fields import day_field, score_field, words_field


class EvidenceForm(forms.Form):
    file = forms.FileField(label=_("文件"))
    title = forms.CharField(label=_("说明"), max_length=200, required=False)


class ReportForm(forms.Form):
    text = words_field(label=_("完成情况"), rows=6)


class ScoreForm(forms.Form):
    score = score_field()
    comment = words_field(label=_("意见"))


class AcceptanceForm(forms.Form):
    acceptance = forms.CharField(label=_("验收文号"), max_length=200)


class RectificationForm(forms.Form):
    reason = words_field(label=_("整改要求"))
    due_on = day_field(label=_("整改期限"))
