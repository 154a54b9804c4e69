"""The panel of an acceptance: experts of the register with their scores, one of them its head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kechuang.programmes.forms.projects.experts import expert_field
from kechuang.programmes.forms.projects.fields import day_field, score_field, words_field
from kechuang.programmes.selectors.execution.panel_rules import PanelRules
from kechuang.programmes.services.execution import Seat
from kechuang.programmes.states_of_execution import Grade

SPARE_ROWS = 4


class PanelForm(forms.Form):
    """Rows of ``expert_1``, ``score_1``; ``head`` is the number of a row. Empty rows do not
    count. Conflicts are looked for when the form is sent."""

    grade = forms.ChoiceField(label=_("结论"), choices=Grade.choices)
    text = words_field(label=_("验收意见"), rows=5)
    held_on = day_field(label=_("验收日期"))

    def __init__(self, rules: PanelRules, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rules, self.places = rules, range(1, rules.least + SPARE_ROWS + 1)
        for place in self.places:
            self.fields[f"expert_{place}"] = expert_field(label=_("专家"))
            self.fields[f"score_{place}"] = _score_field()
        heads = [(str(place), str(place)) for place in self.places]
        self.fields["head"] = forms.ChoiceField(label=_("组长（第几位）"), choices=heads)

    @property
    def rows(self) -> Iterator[tuple[Any, Any]]:
        """The bound fields of each row."""
        for place in self.places:
            yield self[f"expert_{place}"], self[f"score_{place}"]

    @property
    def whole(self) -> list[Any]:
        """The bound fields that are no row's."""
        return [self[name] for name in ("head", "held_on", "grade", "text")]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for place in self.places:
            has_expert, score = bool(told.get(f"expert_{place}")), told.get(f"score_{place}")
            if has_expert and score is None and f"score_{place}" not in self.errors:
                self.add_error(f"score_{place}", ValidationError(gettext("请填写得分")))
            if not has_expert and score is not None and f"expert_{place}" not in self.errors:
                self.add_error(f"expert_{place}", ValidationError(gettext("请填写专家")))
        return told

    @property
    def content(self) -> dict[str, Any]:
        """What ``record_panel_opinion`` takes."""
        told = self.cleaned_data
        seats = [
            Seat(
                told[f"expert_{place}"],
                told[f"score_{place}"],
                is_head=told["head"] == str(place),
            )
            for place in self.places
            if told[f"expert_{place}"]
        ]
        grade = Grade(told["grade"])
        return {"seats": seats, "grade": grade, "text": told["text"], "held_on": told["held_on"]}


def _score_field() -> forms.Field:
    field = score_field()
    field.required = False
    return field
