"""Answering a form over a command: acted on, or shown again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from kechuang.accounts.models import User
from kechuang.base.errors import Refusal
from kechuang.base.registry.forms import ReasonForm
from kechuang.design.refusals import status_of


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def answer_with_reason(
    request: HttpRequest, person: User, command: Callable[[str], None], **words: str
) -> HttpResponse:
    form = ReasonForm(posted(request))

    def give_command() -> HttpResponse:
        command(form.cleaned_data["reason"])
        return redirect("accounts:detail", person.pk)

    return answer(request, form, give_command, person=person, **words)


def answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    *,
    template: str = "accounts/form.html",
    **context: Any,
) -> HttpResponse:
    """Act once the form is valid; otherwise show it with what is wrong."""
    status = 200
    if form.is_bound:
        try:
            if form.is_valid():
                return act()
            status = 422
        except Refusal as refusal:
            form.add_error(None, refusal.said_in(get_language() or "zh-hans"))
            status = status_of(refusal)
    return render(request, template, {"form": form, **context}, status=status)
