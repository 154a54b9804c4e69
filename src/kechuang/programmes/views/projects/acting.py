"""Taking an act: its page says what follows, the command says why it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kechuang.base.clock import now
from kechuang.base.errors import require
from kechuang.base.registry.wording import both_languages
from kechuang.design.answering import answer, posted
from kechuang.files.models import StoredFile
from kechuang.files.services import store_file
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.presenting.projects.acts import ACTS, may
from kechuang.programmes.presenting.projects.sections import sections_of

Do = Callable[[], object]
TEMPLATE = "programmes/projects/act.html"


def require_right(request: HttpRequest, project: Contract, name: str) -> None:
    """Refuse (403) whose act it is not, before a word of the form is read or shown."""
    require(may(request.actor, project, name), both_languages(ACTS[name].label))


def answer_act(
    request: HttpRequest,
    project: Contract,
    name: str,
    do: Do,
    /,
    *,
    form: forms.Form,
    back: str,
    template: str = TEMPLATE,
    **context: Any,
) -> HttpResponse:
    """Do it once the form is valid and go ``back``; a refusal stands above the filled form."""
    require_right(request, project, name)
    act = ACTS[name]

    def act_and_return() -> HttpResponse:
        done = do()
        if isinstance(done, HttpResponse):
            return done
        messages.success(request, _("已办理：%(act)s") % {"act": act.label})
        return redirect(back)

    told = {"project": project, "asked": act, "back": back, "sections": sections_of(project)}
    return answer(request, form, act_and_return, template=template, **(told | context))


def nothing_asked(request: HttpRequest) -> forms.Form:
    """The form of an act that asks for nothing but the decision."""
    return forms.Form(posted(request))


def files_sent(request: HttpRequest) -> Any:
    return request.FILES if request.method == "POST" else None


def stored(request: HttpRequest, sent: UploadedFile[Any], project: Contract) -> StoredFile:
    """An upload, checked and kept as the winner's."""
    return store_file(
        by=request.actor,
        at=now(),
        name=sent.name or "file",
        content=sent.read(),
        party_id=project.party_id,
    )
