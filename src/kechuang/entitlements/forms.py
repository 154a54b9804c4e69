"""Numbers to suppose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from kechuang.base.registry.wording import said
from kechuang.engines.rulebook import Fact
from kechuang.entitlements.supposing import Slider

UNITS = {"money": _("万元"), "ratio": "%"}
LARGEST = 10**9


class SupposingForm(forms.Form):
    """One number for each slider; what is left out of ``data`` stays as it is."""

    def __init__(self, data: Mapping[str, str], *, sliders: Sequence[Slider]) -> None:
        present = {slider.name: slider.value for slider in sliders}
        super().__init__({**present, **data})
        self.sliders = sliders
        self.fields.update({slider.name: _number_field(slider) for slider in sliders})

    @property
    def rows(self) -> list[tuple[Slider, forms.BoundField]]:
        return [(slider, self[slider.name]) for slider in self.sliders]

    def supposed(self) -> list[Fact]:
        """The facts that were given another value."""
        return list(self._supposed())

    def _supposed(self) -> Iterable[Fact]:
        for slider in self.sliders:
            written = self.cleaned_data.get(slider.name)
            fact = None if written is None else slider.supposed(written)
            if fact:
                yield fact


def _number_field(slider: Slider) -> forms.DecimalField:
    is_whole = slider.definition.type in ("count", "days")
    return forms.DecimalField(
        label=_label(slider),
        required=False,
        min_value=slider.least,
        max_value=LARGEST,
        decimal_places=0 if is_whole else 6,
        widget=forms.NumberInput({"step": "1" if is_whole else "any", "inputmode": "decimal"}),
    )


def _label(slider: Slider) -> str:
    named = said(slider.definition.label)
    unit = str(UNITS.get(slider.definition.type, slider.definition.unit))
    return " ".join(
        part for part in (named, slider.lever.fact.period, f"（{unit}）" if unit else "") if part
    )
