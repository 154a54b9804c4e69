"""An expert of the register, found by typing; however many the register holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext

from kechuang.base.clock import today
from kechuang.base.identifiers import region_name
from kechuang.base.registry.wording import said
from kechuang.reviews.models import Expert
from kechuang.reviews.selectors import experts_like, experts_typed, numbered
from kechuang.reviews.selectors.facts import workplaces

LONGEST = 200


class ExpertField(forms.CharField):
    """A confirmed expert by name, by name and number, or by a part of a name that is one's alone;
    gives None when blank."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = experts_typed(typed) or experts_like(typed)
        if len(found) == 1:
            return found[0]
        raise forms.ValidationError(_not_one(found))


def expert_field(**options: Any) -> ExpertField:
    widget = forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    return ExpertField(max_length=LONGEST, required=False, widget=widget, **options)


def with_units(experts: Sequence[Expert]) -> list[tuple[Expert, str, str]]:
    """Each with what to type for it, and by what an officer tells it apart: title, units, place."""
    places = workplaces(experts, today())
    return [(one, numbered(one), _told(one, places[one.pk].names)) for one in experts]


def _told(expert: Expert, units: Sequence[str]) -> str:
    place = region_name(expert.region_code) if expert.region_code else None
    return " · ".join(filter(None, (expert.title, *units, said(place) if place else "")))


def _not_one(found: Sequence[Expert]) -> str:
    if not found:
        return gettext("专家库中没有这位可用专家；请核对姓名，未入库的先登记并确认")
    shown = gettext("；").join(
        gettext("%(name)s（%(told)s）") % {"name": name, "told": told} if told else name
        for _, name, told in with_units(found)
    )
    return gettext("有多位专家符合，请写明编号：%(experts)s") % {"experts": shown}
