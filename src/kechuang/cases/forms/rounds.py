"""Making a clock longer for all cases of a round; beginning a case in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.cases.models import Round
from kechuang.cases.presenting.clocks import clock_name, period_words
from kechuang.cases.selectors import terms_of
from kechuang.parties.models import Party

MOST_DAYS = 365
LONGEST_TITLE = 200


class ExtensionForm(forms.Form):
    clock = forms.ChoiceField(label=_("时限"))
    days = forms.IntegerField(
        label=_("增加天数"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("按天数计的时限填这一项"),
    )
    until = forms.DateField(
        label=_("延至"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("到某日为止的时限填这一项"),
    )
    why = forms.CharField(label=_("理由"), widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, of_round: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        terms = terms_of(of_round)
        language = get_language() or "zh-hans"
        choices = []
        for name in terms.procedure.clocks:
            period = period_words(terms.procedure, name, terms.settled()).said_in(language)
            choices.append(
                (name, f"{clock_name(terms.procedure, name).said_in(language)} · {period}")
            )
        self.fields["clock"] = forms.ChoiceField(label=_("时限"), choices=choices)


class BeginningForm(forms.Form):
    party = forms.ModelChoiceField(
        label=_("申报单位"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("以个人名义"),
    )
    title = forms.CharField(label=_("名称"), max_length=LONGEST_TITLE)

    def __init__(self, *args: Any, parties: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["party"].queryset = parties  # type: ignore[attr-defined]
        self.fields["party"].initial = parties.first()
