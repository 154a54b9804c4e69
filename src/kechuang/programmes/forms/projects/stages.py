"""Inviting experts to a stage, and the sheets that an invited expert fills in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kechuang.base.identifiers import region_name
from kechuang.base.registry.wording import said
from kechuang.programmes.forms.projects.fields import HIGHEST_SCORE, words_field
from kechuang.programmes.measures import ReviewCriterion
from kechuang.programmes.selectors.execution.material import LaneMaterial
from kechuang.programmes.services.execution import LaneMarks
from kechuang.reviews.models import Expert
from kechuang.reviews.states import ExpertState

WHOLE_BP = 100
ROWS_SHOWN = 12


class ExpertsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return expert_label(obj)


def expert_label(expert: Expert) -> str:
    """Name, title and place, as an officer chooses by."""
    place = region_name(expert.region_code) if expert.region_code else None
    return " · ".join(filter(None, (expert.name, expert.title, said(place) if place else "")))


class InvitationForm(forms.Form):
    """Confirmed experts with an account who were not asked yet; conflicts are looked for when the
    form is sent."""

    experts = ExpertsField(
        queryset=Expert.objects.none(),
        label=gettext_lazy("专家"),
        widget=forms.SelectMultiple({"size": ROWS_SHOWN}),
        help_text=gettext_lazy("可多选。有利益冲突的专家会连同理由一起退回。"),
    )

    def __init__(self, asked: Iterable[int], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fit = Expert.objects.filter(state=ExpertState.CONFIRMED, account__isnull=False)
        self.fields["experts"].queryset = fit.exclude(pk__in=list(asked))  # type: ignore[attr-defined]


class SheetsForm(forms.Form):
    """A mark for each criterion and an opinion, lane by lane; fields are called by place."""

    def __init__(
        self,
        lanes: Sequence[LaneMaterial],
        criteria: Sequence[ReviewCriterion],
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.lanes, self.criteria = lanes, criteria
        for lane in lanes:
            for one in criteria:
                self.fields[_mark(lane, one)] = _mark_field(one)
            self.fields[_opinion(lane)] = words_field(label=gettext_lazy("意见"))

    @property
    def sheets(self) -> dict[int, LaneMarks]:
        """What ``submit_sheets`` takes."""
        told = self.cleaned_data
        return {
            lane.contract.pk: LaneMarks(
                {one.id: told[_mark(lane, one)] for one in self.criteria}, told[_opinion(lane)]
            )
            for lane in self.lanes
        }

    @property
    def rows(self) -> list[tuple[LaneMaterial, list[Any]]]:
        """Each lane with its bound fields."""
        return [
            (lane, [*(self[_mark(lane, one)] for one in self.criteria), self[_opinion(lane)]])
            for lane in self.lanes
        ]


def _mark(lane: LaneMaterial, one: ReviewCriterion) -> str:
    return f"mark_{lane.place}_{one.id}"


def _opinion(lane: LaneMaterial) -> str:
    return f"opinion_{lane.place}"


def _mark_field(one: ReviewCriterion) -> forms.IntegerField:
    words = {"name": said(one.label), "weight": f"{one.weight_bp / WHOLE_BP:g}%"}
    return forms.IntegerField(
        label=_("{name}（权重 {weight}，0–100 分）").format(**words),
        min_value=0,
        max_value=HIGHEST_SCORE,
        widget=forms.NumberInput({"inputmode": "numeric", "step": 1}),
    )
