"""The score sheet: a mark and a comment per criterion, and an opinion on the whole."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kechuang.base.registry.wording import said
from kechuang.engines.wording import Text
from kechuang.reviews.models import Criterion

WHOLE_BP = 10_000
FULL = 100


class ScoreForm(forms.Form):
    """Marks are whole numbers up to each criterion's most."""

    def __init__(self, criteria: Iterable[Criterion], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = list(criteria)
        for one in self.criteria:
            self.fields[f"mark_{one.code}"] = _mark_field(one)
            self.fields[f"comment_{one.code}"] = _comment_field(one)
        self.fields["opinion"] = forms.CharField(
            label=gettext_lazy("总体意见"),
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=gettext_lazy("结束后申请方会读到；请不要写出能认出您的内容。"),
        )

    @property
    def content(self) -> dict[str, Any]:
        """What ``submit_report`` takes."""
        told = self.cleaned_data
        comments = {one.code: told[f"comment_{one.code}"] for one in self.criteria}
        return {
            "marks": {one.code: told[f"mark_{one.code}"] for one in self.criteria},
            "comments": {code: text for code, text in comments.items() if text},
            "opinion": told["opinion"],
        }

    @property
    def rows(self) -> list[tuple[str, str, Any, Any]]:
        """Label, weight and the two bound fields of each criterion."""
        return [
            (label_of(one), weight_of(one), self[f"mark_{one.code}"], self[f"comment_{one.code}"])
            for one in self.criteria
        ]

    @property
    def total(self) -> str:
        """The weighted sum in points of 100, once the marks are valid."""
        return weighted(self.criteria, self.content["marks"])


def label_of(one: Criterion) -> str:
    return said(Text(one.label, one.label_en))


def weight_of(one: Criterion) -> str:
    return f"{one.weight_bp / FULL:g}%"


def weighted(criteria: Iterable[Criterion], marks: dict[str, int]) -> str:
    """Points of 100 with two decimals."""
    parts = (Fraction(marks[c.code] * c.weight_bp, c.most * WHOLE_BP) for c in criteria)
    return f"{float(sum(parts, Fraction(0)) * FULL):.2f}"


def _mark_field(one: Criterion) -> forms.Field:
    words = {"name": label_of(one), "weight": weight_of(one), "most": one.most}
    return forms.IntegerField(
        label=_("{name}（权重 {weight}，0–{most} 分）").format(**words),
        min_value=0,
        max_value=one.most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 1}),
    )


def _comment_field(one: Criterion) -> forms.Field:
    return forms.CharField(
        label=_("{name}：分项意见").format(name=label_of(one)),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
