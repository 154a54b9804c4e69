"""Fields that the forms of projects share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kechuang.base.errors import Refusal
from kechuang.base.identifiers import MoneyUnit, parse_amount

HIGHEST_SCORE = 100
LONGEST_REASON = 2000


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


def words_field(*, rows: int = 3, **options: Any) -> forms.CharField:
    """Some sentences; how many are enough is the command's matter."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(max_length=LONGEST_REASON, widget=widget, **options)


def score_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("得分"),
        min_value=0,
        max_value=HIGHEST_SCORE,
        help_text=_("0 至 100 的整数"),
        widget=forms.NumberInput({"inputmode": "numeric", "step": 1}),
    )


class YuanField(forms.CharField):
    """An amount in 元 unless another unit is written with it; gives fen, or None when blank."""

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        unit = None if text[-1] in "元万亿" else MoneyUnit.YUAN
        try:
            return parse_amount(text, unit=unit)
        except Refusal as refusal:
            raise ValidationError(refusal.said_in(get_language() or "zh-hans")) from refusal
