"""Forms that ask a second person: prepared, or shown again with the refusal above them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kechuang.base.clock import now
from kechuang.base.errors import NotAllowed, Refusal, Text, require
from kechuang.base.registry.forms import form_page
from kechuang.design.refusals import status_of
from kechuang.ledger.access import can_prepare
from kechuang.ledger.forms.asking import MoneyForm
from kechuang.ledger.models import Instruction
from kechuang.ledger.refusals import RequestReused
from kechuang.ledger.services.instructions import prepare_instruction

PREPARE = Text("制单", "prepare a posting")
INVALID = 422
View = Callable[..., HttpResponse]


def preparer_page(view: View) -> View:
    """A form page for those who prepare; for everybody else it does not tell what there is."""

    @form_page
    @wraps(view)
    def guarded(request: HttpRequest, *names: Any, **ids: Any) -> HttpResponse:
        require(can_prepare(request.actor), PREPARE)
        return view(request, *names, **ids)

    return guarded


def answer_money_form(
    request: HttpRequest,
    form: MoneyForm,
    *,
    command: str,
    context: dict[str, Any],
    template: str = "ledger/ask.html",
) -> HttpResponse:
    """Prepare ``form.content`` once the form is valid; a refusal stands above the filled form."""
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            asked = prepare(request, form, command, form.content)
        except Refusal as refused:
            refusal = shown_refusal(request, form, refused)
        else:
            return redirect("ledger:instruction", asked.pk)
    context = {"form": form, "command": command, "refusal": refusal, **context}
    return render(request, template, context, status=status_for(form, refusal))


def prepare(
    request: HttpRequest, form: MoneyForm, command: str, content: dict[str, Any]
) -> Instruction:
    return prepare_instruction(
        by=request.actor,
        at=now(),
        on=form.day,
        request_id=form.cleaned_data["request_id"],
        command=command,
        content=content,
    )


def shown_refusal(request: HttpRequest, form: MoneyForm, refused: Refusal) -> Refusal:
    """What is not allowed has a page of its own; a used request id is replaced for the next try."""
    if isinstance(refused, NotAllowed):
        raise refused
    if isinstance(refused, RequestReused):
        renewed = request.POST.copy()
        renewed["request_id"] = str(uuid4())
        form.data = renewed
    return refused


def status_for(form: MoneyForm, refusal: Refusal | None) -> int:
    if refusal is not None:
        return status_of(refusal)
    return INVALID if form.errors else 200
