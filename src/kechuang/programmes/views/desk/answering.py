"""Answering at the desk: what is out of reach is not there; what is refused is said on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kechuang.base.actors import Actor
from kechuang.base.errors import NotAllowed, Refusal, require
from kechuang.cases.models import Case
from kechuang.design.refusals import status_of
from kechuang.engines.wording import Text
from kechuang.programmes.access import is_officer
from kechuang.programmes.powers_at_desk import require_desk

Found = TypeVar("Found")
INVALID = 422


class Page(Protocol):
    """A page of one record that can show a refusal above itself, or a form as it was sent."""

    def __call__(
        self, request: HttpRequest, number: str, /, *, status: int = ..., **more: Any
    ) -> HttpResponse: ...


def found_at_desk(find: Callable[[Actor, str], Found], request: HttpRequest, number: str) -> Found:
    """403 for whoever does not work at the desk; the same 404 for missing and out of reach."""
    require_desk(request.actor)
    try:
        return find(request.actor, number)
    except ObjectDoesNotExist:
        raise Http404 from None


def require_officer(request: HttpRequest, case: Case, what: Text) -> None:
    """Before a form is read: what the service would refuse to anybody else anyway."""
    require(is_officer(request.actor, case), what)


def acted(
    request: HttpRequest,
    number: str,
    act: Callable[[], object],
    *,
    page: Page,
    back: str,
) -> HttpResponse:
    """Give the command and go ``back`` to the page; or show the page with the refusal."""
    try:
        act()
    except NotAllowed:
        raise
    except Refusal as refusal:
        return page(request, number, status=status_of(refusal), refusal=refusal)
    return redirect(back, number)


def acted_on_form(
    request: HttpRequest,
    number: str,
    form: forms.Form,
    act: Callable[[], object],
    *,
    page: Page,
    back: str,
    called: str,
) -> HttpResponse:
    """As ``acted`` once the form is valid; otherwise the page shows the form, ``called`` so."""
    if not form.is_valid():
        return page(request, number, status=INVALID, **{called: form})
    try:
        act()
    except NotAllowed:
        raise
    except Refusal as refusal:
        return page(request, number, status=status_of(refusal), refusal=refusal, **{called: form})
    return redirect(back, number)
