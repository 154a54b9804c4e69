"""Ending early: proposed, decided by another person; and the file of diligence (尽职免责)."""

from __future__ import annotations

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.listing import attachment
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import posted
from kechuang.programmes.forms.projects.closing import TerminationForm
from kechuang.programmes.models.execution import Contract, ExemptionFile, Termination
from kechuang.programmes.presenting.projects.acts import offers
from kechuang.programmes.presenting.projects.endings import (
    PAPERS,
    decisions_of,
    ending_acts,
    is_sealed_true,
    terminations_of,
)
from kechuang.programmes.selectors.execution.money import listed_fen
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import TerminationState
from kechuang.programmes.views.projects.acting import Do, answer_act, nothing_asked
from kechuang.programmes.views.projects.board import standing
from kechuang.programmes.views.projects.finding import or_404, seen_project


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)
    context = {
        **standing(project),
        "terminations": terminations_of(project),
        "listed_fen": listed_fen(project),
        "file": ExemptionFile.objects.filter(contract=project).first(),
        "offers": offers(request.actor, project, ending_acts(project)),
    }
    return render(request, "programmes/projects/ending.html", context)


@form_page
def propose(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)
    form = TerminationForm(posted(request))

    def do() -> None:
        execution.propose_termination(by=request.actor, at=now(), contract=project, **form.content)

    return _answer(request, project, "propose_termination", do, form)


@form_page
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """A second person ends it; what was not accepted is released."""
    project = seen_project(request, number)
    return _decided(request, project, "confirm_termination")


@form_page
def decline(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)
    return _decided(request, project, "decline_termination")


@form_page
def make_file(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)

    def do() -> None:
        execution.make_exemption_file(by=request.actor, at=now(), contract=project)

    return _answer(request, project, "make_exemption_file", do, nothing_asked(request))


@require_safe
def file(request: HttpRequest, number: str) -> HttpResponse:
    """The file of diligence, with the event of the chain behind each line."""
    project = seen_project(request, number)
    found = _file(project)
    context = {
        **standing(project),
        "file": found,
        "content": found.content,
        "decisions": decisions_of(found),
        "is_true": is_sealed_true(found),
    }
    return render(request, "programmes/projects/exemption.html", context)


@require_safe
def download(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The same as text in either language, or as the sealed JSON."""
    found = _file(seen_project(request, number))
    if form not in PAPERS:
        raise Http404
    write, suffix, media_type = PAPERS[form]
    name = f"{number}-{_('尽职免责档案')}{suffix}"
    return attachment(write(found), name=name, media_type=media_type)


DECISIONS = {
    "confirm_termination": execution.confirm_termination,
    "decline_termination": execution.decline_termination,
}


def _decided(request: HttpRequest, project: Contract, name: str) -> HttpResponse:
    form = ReasonForm(posted(request))
    waiting = project.terminations.filter(state=TerminationState.PROPOSED).first()

    def do() -> None:
        row = waiting or _latest(project)
        reason = form.cleaned_data["reason"]
        DECISIONS[name](by=request.actor, at=now(), termination=row, reason=reason)

    facts: list[tuple[str, object]] = []
    if waiting:
        facts = [(_("原因"), waiting.get_cause_display()), (_("理由"), waiting.reason)]
    return _answer(request, project, name, do, form, facts)


def _latest(project: Contract) -> Termination:
    """The proposal that was decided last; the command says that it waits no more."""
    return or_404(project.terminations.order_by("-pk")[:1].get)


def _file(project: Contract) -> ExemptionFile:
    return or_404(ExemptionFile.objects.get, contract=project)


def _answer(
    request: HttpRequest,
    project: Contract,
    name: str,
    do: Do,
    form: Form,
    facts: list[tuple[str, object]] | None = None,
) -> HttpResponse:
    back = reverse("programmes:ending", args=[project.number])
    return answer_act(request, project, name, do, form=form, back=back, facts=facts)
