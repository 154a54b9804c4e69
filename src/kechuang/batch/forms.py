"""Which numbers become what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.batch.simulation_presenting import NumberRow

# The first pair is "number" and "to", the others carry their place.
PLACES = ("", "_2", "_3", "_4", "_5")


class SimulationForm(forms.Form):
    """Up to five numbers side by side; only the first pair must be filled."""

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
        for place in PLACES[1:]:
            self.fields[f"number{place}"] = forms.ChoiceField(
                label=_("再改一个数"), required=False, choices=[("", "—"), *choices]
            )
            self.fields[f"to{place}"] = forms.CharField(
                label=_("改成"), required=False, max_length=40
            )

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields as they stand side by side."""
        return [(self[f"number{place}"], self[f"to{place}"]) for place in PLACES]

    @property
    def has_several(self) -> bool:
        """Whether more than one number was filled in, so that all stay in sight."""
        return any(number.value() or to.value() for number, to in self.pairs[1:])

    def clean(self) -> dict[str, Any]:
        """A number without a new value, or a value without its number, is half a change."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        for place in PLACES[1:]:
            if told.get(f"number{place}") and not told.get(f"to{place}"):
                self.add_error(f"to{place}", _("请写上新值，或不选这个数。"))
            if told.get(f"to{place}") and not told.get(f"number{place}"):
                self.add_error(f"number{place}", _("请选这个新值属于哪个数，或清除新值。"))
        return told

    @property
    def changes(self) -> list[tuple[str, str]]:
        """Address and new value of every number that moves."""
        return list(self._changes())

    def _changes(self) -> Iterator[tuple[str, str]]:
        for place in PLACES:
            address = self.cleaned_data.get(f"number{place}")
            if address:
                yield address, self.cleaned_data[f"to{place}"].strip()
