"""Answering: what is not there, forms over commands, and commands without a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language

from kechuang.base.errors import Refusal
from kechuang.design.refusals import status_of

Found = TypeVar("Found")


def or_404(find: Callable[..., Found], *asked: Any) -> Found:
    """What ``find`` gives; closed and missing alike are the same 404, without a word why."""
    try:
        return find(*asked)
    except ObjectDoesNotExist:
        raise Http404 from None


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    *,
    template: str = "reviews/form.html",
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
