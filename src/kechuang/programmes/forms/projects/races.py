"""The rule of one stage gate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.forms.projects.fields import HIGHEST_SCORE, day_field
from kechuang.programmes.models.execution import AwardedItem
from kechuang.programmes.services.execution import GateTerms

MOST_REPORTS = 15


class GateForm(forms.Form):
    number = forms.TypedChoiceField(label=_("第几次考核"), coerce=int)
    due_on = day_field(label=_("考核日期"))
    floor = forms.IntegerField(label=_("最低分"), min_value=0, max_value=HIGHEST_SCORE)
    held_from = forms.IntegerField(
        label=_("暂缓分"),
        min_value=0,
        max_value=HIGHEST_SCORE,
        help_text=_("得分在暂缓分与最低分之间的队伍暂缓，限期改进后再考核。"),
    )
    kept = forms.IntegerField(
        label=_("最多留下几队"),
        min_value=0,
        initial=0,
        help_text=_("0 表示达到最低分的都留下。"),
    )
    hold_backs_allowed = forms.IntegerField(label=_("可暂缓次数"), min_value=0, initial=1)
    reports_wanted = forms.IntegerField(
        label=_("最少意见数"), min_value=1, max_value=MOST_REPORTS, initial=3,
        help_text=_("意见不足的队伍不作结论，不会因此出局。"),
    )  # fmt: skip
    do_ties_wait = forms.BooleanField(label=_("同分暂缓"), required=False)

    def __init__(self, item: AwardedItem, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        numbers = [(number, str(number)) for number in range(1, item.stage_gates + 1)]
        self.fields["number"].choices = numbers  # type: ignore[attr-defined]

    @property
    def terms(self) -> GateTerms:
        return GateTerms(**self.cleaned_data)
