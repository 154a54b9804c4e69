"""Whom an applicant means by a request for exclusion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.reviews.models import Expert, NamedExclusion
from kechuang.reviews.states import ExpertState

NOBODY = "none"


class RulingForm(forms.Form):
    """Nothing is chosen by leaving it out: that nobody is meant is said as such."""

    named = forms.ChoiceField(label=_("回避请求"))
    expert = forms.ChoiceField(label=_("所指专家"))
    reason = forms.CharField(
        label=_("核定依据"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, rows: Sequence[NamedExclusion], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = {str(row.pk): row for row in rows}
        register = (
            Expert.objects.exclude(state=ExpertState.SUSPENDED)
            .order_by("name", "pk")
            .prefetch_related("posts")
        )
        self.experts = {str(one.pk): one for one in register}
        requests = [(key, f"{row.submission.label} · {row}") for key, row in self.rows.items()]
        known = [(key, _label(one)) for key, one in self.experts.items()]
        nobody = [("", _("请选择")), (NOBODY, _("库中没有此人"))]
        self.fields["named"].choices = requests  # type: ignore[attr-defined]
        self.fields["expert"].choices = [*nobody, *known]  # type: ignore[attr-defined]

    @property
    def content(self) -> dict[str, Any]:
        """What ``rule_on_exclusion`` takes."""
        told = self.cleaned_data
        return {
            "named": self.rows[told["named"]],
            "expert": self.experts.get(told["expert"]),
            "reason": told["reason"],
        }


def _label(expert: Expert) -> str:
    """With the units, which tell namesakes apart."""
    units = dict.fromkeys(post.unit_name for post in expert.posts.all())
    return " · ".join(filter(None, (expert.name, expert.title, *units)))
