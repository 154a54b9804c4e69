"""The officer invites experts to a gate or a milestone, and stops waiting for them."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kechuang.base.clock import now
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import posted
from kechuang.programmes.forms.projects.stages import InvitationForm
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.presenting.projects.stages import stage_facts
from kechuang.programmes.selectors.execution.projects import find_gate
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services import execution
from kechuang.programmes.views.projects.acting import Do, answer_act, nothing_asked
from kechuang.programmes.views.projects.finding import or_404, seen_milestone
from kechuang.programmes.views.projects.races import seen_lanes


@form_page
def invite_to_gate(request: HttpRequest, pk: int) -> HttpResponse:
    return _invite(request, *_at_gate(request, pk, "invite_to_gate"))


@form_page
def end_gate_scoring(request: HttpRequest, pk: int) -> HttpResponse:
    return _end(request, *_at_gate(request, pk, "end_gate_scoring"))


@form_page
def invite_to_milestone(request: HttpRequest, number: str, position: int) -> HttpResponse:
    stage, project = _reported(request, number, position)
    back = reverse("programmes:milestone", args=[number, position])
    return _invite(request, stage, project, "invite_to_milestone", back, {})


@form_page
def end_milestone_scoring(request: HttpRequest, number: str, position: int) -> HttpResponse:
    stage, project = _reported(request, number, position)
    back = reverse("programmes:milestone", args=[number, position])
    return _end(request, stage, project, "end_milestone_scoring", back, {})


def _at_gate(
    request: HttpRequest, pk: int, name: str
) -> tuple[Stage, Contract, str, str, dict[str, Any]]:
    """The stage with a lane of it, the act ``name``, the page to go back to, and what it shows."""
    gate = or_404(find_gate, request.actor, pk)
    lane = seen_lanes(request, gate.item)[0]
    told = {"race": gate.item, "gate": gate, "project": None, "sections": None}
    return Stage(gate=gate), lane, name, reverse("programmes:gate", args=[pk]), told


def _reported(request: HttpRequest, number: str, position: int) -> tuple[Stage, Contract]:
    """The milestone's last report; one that was never reported is no stage yet (404)."""
    found = seen_milestone(request, number, position)
    report = or_404(found.reports.order_by("-position")[:1].get)
    report.milestone = found
    return Stage(report=report), found.contract


def _invite(
    request: HttpRequest, stage: Stage, project: Contract, name: str, back: str, told: Any
) -> HttpResponse:
    form = InvitationForm(stage.invitations.values_list("expert", flat=True), posted(request))

    def do() -> None:
        chosen = list(form.cleaned_data["experts"])
        execution.invite_experts(by=request.actor, at=now(), stage=stage, experts=chosen)

    return _answer(request, stage, project, name, do, form, back, told)


def _end(
    request: HttpRequest, stage: Stage, project: Contract, name: str, back: str, told: Any
) -> HttpResponse:
    def do() -> None:
        execution.end_scoring(by=request.actor, at=now(), stage=stage)

    return _answer(request, stage, project, name, do, nothing_asked(request), back, told)


def _answer(
    request: HttpRequest,
    stage: Stage,
    project: Contract,
    name: str,
    do: Do,
    form: Form,
    back: str,
    told: Any,
) -> HttpResponse:
    facts = stage_facts(stage)
    return answer_act(request, project, name, do, form=form, back=back, facts=facts, **told)
