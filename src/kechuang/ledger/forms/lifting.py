"""The second person's reason why a like grant is not the same one."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.services import Lifting

ALL = "*"


class LiftingForm(forms.Form):
    """``seen`` are the numbers of the like grants that stood above the form, or ``ALL``."""

    lifting = forms.CharField(
        label=_("为何不是重复资助"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("逐项核对上面相似的立项；理由会记入审计链。"),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000)

    @classmethod
    def about(cls, numbers: Sequence[str]) -> LiftingForm | None:
        """None where nothing is alike."""
        return cls(initial={"seen": " ".join(numbers)}) if numbers else None

    @classmethod
    def answered(
        cls, data: QueryDict, numbers: Sequence[str]
    ) -> tuple[LiftingForm, Lifting | None]:
        """What was sent, and a form to show again over what is alike by now."""
        shown = data.copy()
        shown["seen"] = " ".join(numbers)
        return cls(shown), cls(data).given()

    def given(self) -> Lifting | None:
        """Of a filled form; None without a reason."""
        if not self.is_valid() or not self.cleaned_data["lifting"].strip():
            return None
        seen = self.cleaned_data["seen"]
        numbers = None if seen == ALL else frozenset(seen.split())
        return Lifting(self.cleaned_data["lifting"], numbers)
