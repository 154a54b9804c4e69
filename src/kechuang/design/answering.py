"""Answering a form over a command: acted on, or shown again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language

from kechuang.base.errors import Refusal
from kechuang.design.refusals import status_of


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, an empty form included; None where the form is only opened."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    *,
    template: str,
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
