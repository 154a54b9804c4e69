"""Forms of this room: acted on, or shown again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kechuang.accounts.models import User
from kechuang.base.registry.forms import ReasonForm
from kechuang.design import answering
from kechuang.design.answering import posted

answer = partial(answering.answer, template="accounts/form.html")


def answer_with_reason(
    request: HttpRequest, person: User, command: Callable[[str], None], **words: str
) -> HttpResponse:
    form = ReasonForm(posted(request))

    def give_command() -> HttpResponse:
        command(form.cleaned_data["reason"])
        return redirect("accounts:detail", person.pk)

    return answer(request, form, give_command, person=person, **words)
