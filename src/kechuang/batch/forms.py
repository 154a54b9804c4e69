"""Which number becomes what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.batch.simulation_presenting import NumberRow


class SimulationForm(forms.Form):
    number = forms.ChoiceField(label=_("改哪个数"))
    to = forms.CharField(
        label=_("改成"),
        max_length=40,
        help_text=_("照原文的写法写，带单位，例如 30万元、8%、50人。"),
    )

    def __init__(self, *args: Any, numbers: Sequence[NumberRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.address, row.named) for row in numbers]
        self.fields["number"].choices = choices  # type: ignore[attr-defined]
