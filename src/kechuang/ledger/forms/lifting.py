"""The second person's reason why a like grant is not the same one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.ledger.models import Claim
from kechuang.ledger.selectors.resemblances import Likeness
from kechuang.ledger.services import Lifting


class LiftingForm(forms.Form):
    """``seen`` are the numbers of the like grants that stood above the form."""

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
        return Lifting(self.cleaned_data["lifting"], frozenset(self.cleaned_data["seen"].split()))


class RowLiftingForm(forms.Form):
    """The reason of each claim of a round that resembles a grant; one says nothing of another."""

    def __init__(
        self, *args: Any, stopped: Sequence[tuple[Claim, Sequence[Likeness]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.places = [claim.position for claim, alike in stopped]
        for claim, alike in stopped:
            told = gettext("第 %(place)s 项 %(party)s：为何不是重复资助")
            self.fields[f"lifting_{claim.position}"] = forms.CharField(
                label=told % {"place": claim.position, "party": claim.party.shown_name},
                max_length=300,
                required=False,
                widget=forms.Textarea({"rows": 2}),
                help_text=" · ".join(f"{one.other.number} {one.percent}%" for one in alike),
            )
            self.fields[f"seen_{claim.position}"] = forms.CharField(
                widget=forms.HiddenInput,
                required=False,
                max_length=2_000,
                initial=" ".join(one.other.number for one in alike),
            )

    def given(self) -> Lifting | None:
        """Row by row; None where nothing was said."""
        if not self.is_valid():
            return None
        said = {
            place: Lifting(
                self.cleaned_data[f"lifting_{place}"],
                frozenset(self.cleaned_data[f"seen_{place}"].split()),
            )
            for place in self.places
        }
        return Lifting("", rows=said) if said else None
