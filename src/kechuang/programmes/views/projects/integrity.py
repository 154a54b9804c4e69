"""The integrity record: facts with their source, an appeal, and its decision by another person."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now, today
from kechuang.base.errors import Text, require
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.base.registry.standing import represented_parties
from kechuang.design.answering import posted
from kechuang.programmes.forms.projects.integrity import AppealDecisionForm, RecordForm
from kechuang.programmes.models.execution import Contract, IntegrityAppeal, IntegrityRecord
from kechuang.programmes.presenting.projects.acts import offers
from kechuang.programmes.presenting.projects.closing import records_of
from kechuang.programmes.selectors.execution.integrity import dishonest_records
from kechuang.programmes.services import execution
from kechuang.programmes.views.projects.acting import Do, answer_act
from kechuang.programmes.views.projects.board import standing
from kechuang.programmes.views.projects.finding import or_404, seen_project

APPEAL = Text("提出申诉", "appeal")


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)
    context = {
        **standing(project),
        "records": records_of(request.actor, project),
        "is_dishonest": dishonest_records(project.party, on=today()).exists(),
        "offers": offers(request.actor, project, ("record_integrity",)),
    }
    return render(request, "programmes/projects/integrity.html", context)


@form_page
def enter(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)
    form = RecordForm(project, posted(request))

    def do() -> None:
        execution.record_integrity(by=request.actor, at=now(), entry=form.entry)

    return _answer(request, project, "record_integrity", do, form)


@form_page
def appeal(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The winner's own people object to a record about it."""
    project = seen_project(request, number)
    found = _record(project, pk)
    require(found.party_id in represented_parties(request.actor), APPEAL)
    form = ReasonForm(posted(request))

    def do() -> None:
        reason = form.cleaned_data["reason"]
        execution.file_appeal(by=request.actor, at=now(), entry=found, reason=reason)

    return _answer(request, project, "file_appeal", do, form, found)


@form_page
def decide(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    project = seen_project(request, number)
    found = _record(project, pk)
    filed: IntegrityAppeal = or_404(IntegrityAppeal.objects.get, record=found)
    form = AppealDecisionForm(posted(request))

    def do() -> None:
        execution.decide_appeal(by=request.actor, at=now(), appeal=filed, **form.content)

    return _answer(request, project, "decide_appeal", do, form, found)


def _record(project: Contract, pk: int) -> IntegrityRecord:
    return or_404(project.integrity_records.select_related("party").get, pk=pk)


def _answer(
    request: HttpRequest,
    project: Contract,
    name: str,
    do: Do,
    form: Form,
    found: IntegrityRecord | None = None,
) -> HttpResponse:
    back = reverse("programmes:integrity", args=[project.number])
    return answer_act(
        request, project, name, do, form=form, back=back, facts=_facts(found) if found else None
    )


def _facts(found: IntegrityRecord) -> list[tuple[str, object]]:
    told: list[tuple[str, object]] = [
        (_("单位"), found.party.shown_name),
        (_("类型"), found.get_kind_display()),
        (_("事实"), found.fact),
        (_("来源文书"), found.source),
    ]
    if hasattr(found, "appeal"):
        told.append((_("申诉理由"), found.appeal.reason))
    return told
