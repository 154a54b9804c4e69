"""Changes of a contract: asked with a reason, consented to, decided by another person."""

from __future__ import annotations

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import posted
from kechuang.programmes.forms.projects.changes import FORMS
from kechuang.programmes.models.execution import ChangeRequest
from kechuang.programmes.presenting.projects.acts import may
from kechuang.programmes.presenting.projects.changes import (
    RULES,
    UNCHANGEABLE,
    both_values,
    changes_of,
)
from kechuang.programmes.presenting.projects.rights import Rights
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import ChangeKind, ContractState
from kechuang.programmes.views.projects.acting import Do, answer_act, nothing_asked
from kechuang.programmes.views.projects.board import standing
from kechuang.programmes.views.projects.finding import seen_change, seen_project


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Every request, what may be asked for under which rule, and what may not be changed."""
    project = seen_project(request, number)
    rights = Rights(request.actor, project)
    is_running = project.state == ContractState.RUNNING
    context = {
        **standing(project),
        "changes": changes_of(request.actor, project),
        "kinds": [
            {"kind": kind, "rule": RULES[kind], "is_open": is_running and rights.asks(kind)}
            for kind in ChangeKind
        ],
        "may_ask": is_running and may(request.actor, project, "ask_change"),
        "unchangeable": UNCHANGEABLE,
    }
    return render(request, "programmes/projects/changes.html", context)


@form_page
def ask(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    project = seen_project(request, number)
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](project, posted(request))

    def do() -> None:
        execution.ask_change(
            by=request.actor,
            at=now(),
            contract=project,
            change=form.change,
            reason=form.cleaned_data["reason"],
        )

    facts = [(_("事项"), ChangeKind(kind).label), (_("规则"), RULES[kind])]
    back = reverse("programmes:changes", args=[number])
    return answer_act(request, project, "ask_change", do, form=form, back=back, facts=facts)


@form_page
def consent(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The demander agrees that less is asked."""
    found = seen_change(request, number, pk)

    def do() -> None:
        execution.consent_to_change(by=request.actor, at=now(), request=found)

    return _answer(request, found, "consent_to_change", do, nothing_asked(request))


@form_page
def make(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    found = seen_change(request, number, pk)
    form = ReasonForm(posted(request))

    def do() -> None:
        reason = form.cleaned_data["reason"]
        execution.make_change(by=request.actor, at=now(), request=found, reason=reason)

    return _answer(request, found, "make_change", do, form)


@form_page
def refuse(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    found = seen_change(request, number, pk)
    form = ReasonForm(posted(request))

    def do() -> None:
        reason = form.cleaned_data["reason"]
        execution.refuse_change(by=request.actor, at=now(), request=found, reason=reason)

    return _answer(request, found, "refuse_change", do, form)


def _answer(
    request: HttpRequest, found: ChangeRequest, name: str, do: Do, form: Form
) -> HttpResponse:
    project = found.contract
    before, wanted = both_values(found)
    facts = [
        (_("事项"), found.get_kind_display()),
        (_("变更前"), before),
        (_("变更后"), wanted),
        (_("理由"), found.reason),
    ]
    back = reverse("programmes:changes", args=[project.number])
    return answer_act(request, project, name, do, form=form, back=back, facts=facts)
