"""Forms over commands: a refused entry is explained at the fields that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kechuang.base.registry.entries import RegistryEntry
from kechuang.base.registry.fields import OpenChoiceField
from kechuang.base.registry.problems import InvalidContent
from kechuang.base.registry.transitions import Step
from kechuang.base.registry.wording import said

form_page = require_http_methods(["GET", "HEAD", "POST"])


class EntryForm(forms.Form):
    """A form whose ``content`` is what the command takes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, OpenChoiceField):
                field.keep(self.initial.get(name, ""))

    @property
    def content(self) -> Any:
        raise NotImplementedError

    def explain(self, refusal: InvalidContent) -> None:
        """Show each problem at its field, or above the form where it has none."""
        for problem in refusal.problems:
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, said(problem.text))


class ReasonForm(forms.Form):
    """The reason that some steps of a life-cycle need; it is kept in the history."""

    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}))


def step_forms(steps: Iterable[Step]) -> list[tuple[Step, ReasonForm | None]]:
    """Each step with the form of its reason, if it needs one, under ids of its own."""
    return [
        (step, ReasonForm(auto_id=f"{step.command}_%s") if step.needs_reason else None)
        for step in steps
    ]


def answer_entry_form(
    request: HttpRequest,
    form: EntryForm,
    *,
    save: Callable[[Any], RegistryEntry],
    detail_url: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Give the command once the form is valid; otherwise show the form with its errors (422)."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(detail_url, save(form.content).pk)
        except InvalidContent as refusal:
            form.explain(refusal)
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
