"""The contract (任务书): its terms, targets and signatures; signing it and putting it in force."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import posted
from kechuang.ledger.forms.lifting import LiftingForm
from kechuang.ledger.presenting.claims import claim_view
from kechuang.ledger.services import Lifting
from kechuang.programmes.presenting.projects.acts import offers
from kechuang.programmes.presenting.projects.contracts import (
    funds_of,
    signatures_of,
    targets_of,
    terms_of,
)
from kechuang.programmes.selectors.execution.money import milestone_fen
from kechuang.programmes.services import execution
from kechuang.programmes.services.execution.contracts import grant_plan
from kechuang.programmes.states_of_execution import ContractState
from kechuang.programmes.views.projects.acting import answer_act, nothing_asked, require_right
from kechuang.programmes.views.projects.board import AT_FIRST, standing
from kechuang.programmes.views.projects.finding import seen_project


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """The contract as it stands; every amount and day that was agreed."""
    project = seen_project(request, number)
    names = AT_FIRST.get(ContractState(project.state), ())
    context = {
        **standing(project),
        "terms": terms_of(project),
        "signatures": signatures_of(project),
        "funds": funds_of(project),
        "consortium": project.consortium.select_related("party"),
        "targets": targets_of(project),
        "milestones": list(zip(project.milestones.all(), milestone_fen(project), strict=True)),
        "offers": offers(request.actor, project, names),
    }
    return render(request, "programmes/projects/contract.html", context)


@form_page
def sign(request: HttpRequest, number: str) -> HttpResponse:
    """The winner takes the contract upon itself."""
    project = seen_project(request, number)

    def do() -> None:
        execution.sign_contract(by=request.actor, at=now(), contract=project)

    back = reverse("programmes:contract", args=[number])
    return answer_act(request, project, "sign_contract", do, form=nothing_asked(request), back=back)


@form_page
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Taken back before anybody signs, with the reason."""
    project = seen_project(request, number)
    form = ReasonForm(posted(request))

    def do() -> None:
        reason = form.cleaned_data["reason"]
        execution.withdraw_contract(by=request.actor, at=now(), contract=project, reason=reason)

    back = reverse("programmes:contract", args=[number])
    return answer_act(request, project, "withdraw_contract", do, form=form, back=back)


@form_page
def conclude(request: HttpRequest, number: str) -> HttpResponse:
    """A second person puts it in force; the ledger promises the money."""
    project = seen_project(request, number)

    require_right(request, project, "conclude_contract")
    claim = claim_view(grant_plan(project).claim, own=project.grant)
    form, lifting = _lifting_form(request, claim.seen)

    def do() -> None:
        execution.conclude_contract(by=request.actor, at=now(), contract=project, lifting=lifting)

    back = reverse("programmes:contract", args=[number])
    return answer_act(request, project, "conclude_contract", do, form=form, back=back, claim=claim)


def _lifting_form(request: HttpRequest, alike: list[str]) -> tuple[forms.Form, Lifting | None]:
    """Asks why it is not the same where grants resemble it; nothing elsewhere."""
    if alike and request.method == "POST":
        return LiftingForm.answered(request.POST, alike)
    return LiftingForm.about(alike) or nothing_asked(request), None
