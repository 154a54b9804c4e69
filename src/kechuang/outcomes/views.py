"""Pages about outcomes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.base.listing import RegistryList
from kechuang.base.registry.forms import answer_entry_form, form_page, step_forms
from kechuang.outcomes import access, selectors, services
from kechuang.outcomes.filters import OutcomeFilter
from kechuang.outcomes.forms import OutcomeForm, initial_of
from kechuang.outcomes.models import Outcome
from kechuang.outcomes.presenting import described
from kechuang.outcomes.states import LIFECYCLE, REVISABLE_STATES
from kechuang.outcomes.tables import OutcomeTable

LATEST_EVENTS = 50


class OutcomeList(RegistryList):
    table_class = OutcomeTable
    filterset_class = OutcomeFilter
    template_name = "outcomes/list.html"
    list_title = _("成果库")

    def get_queryset(self) -> QuerySet[Outcome]:
        return selectors.visible_outcomes(self.request.actor)

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        can_create = access.can_start_registering(self.request.actor)
        return super().get_context_data(**known, can_create=can_create)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One outcome: public text for everybody, steps and history for owners and bureau."""
    outcome = _visible(request, pk)
    context: dict[str, Any] = {"outcome": outcome, "facts": described(outcome)}
    if access.can_read_confidential(request.actor, outcome):
        context |= {
            "is_insider": True,
            "can_revise": outcome.state in REVISABLE_STATES
            and access.can_revise(request.actor, outcome),
            "steps": step_forms(selectors.possible_steps(request.actor, outcome)),
            "history": history_of(outcome)[:LATEST_EVENTS],
        }
    return render(request, "outcomes/detail.html", context)


@form_page
def create(request: HttpRequest) -> HttpResponse:
    """Register an outcome."""
    require(access.can_start_registering(request.actor), Text("登记成果", "register an outcome"))
    return answer_entry_form(
        request,
        OutcomeForm(request.POST or None),
        save=lambda content: services.register_outcome(by=request.actor, at=now(), content=content),
        detail_url="outcomes:detail",
        template="outcomes/form.html",
        context={},
    )


@form_page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Revise an outcome; only owners see and change its confidential text here."""
    outcome = _visible(request, pk)
    require(access.can_revise(request.actor, outcome), Text("修改成果", "revise the outcome"))
    is_owner = access.is_owner(request.actor, outcome)
    form = OutcomeForm(
        request.POST or None,
        initial=initial_of(outcome, with_confidential=is_owner),
        hides_confidential=not is_owner,
    )
    return answer_entry_form(
        request,
        form,
        save=lambda content: services.revise_outcome(
            by=request.actor, at=now(), outcome=outcome, content=content
        ),
        detail_url="outcomes:detail",
        template="outcomes/form.html",
        context={"outcome": outcome},
    )


@require_POST
@never_cache
def confidential(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the confidential text; a POST, because a reading by the bureau is recorded."""
    outcome = _visible(request, pk)
    text = services.read_confidential_text(by=request.actor, at=now(), outcome=outcome)
    context = {"outcome": outcome, "confidential_text": text}
    return render(request, "outcomes/confidential.html", context)


@require_POST
def advance(request: HttpRequest, pk: int, command: str) -> HttpResponse:
    """Give one command of the life-cycle."""
    if command not in LIFECYCLE.steps:
        raise Http404
    outcome = _visible(request, pk)
    services.advance_outcome(
        by=request.actor,
        at=now(),
        outcome=outcome,
        command=command,
        reason=request.POST.get("reason", ""),
    )
    return redirect("outcomes:detail", pk)


def _visible(request: HttpRequest, pk: int) -> Outcome:
    try:
        return selectors.outcome_for(request.actor, pk)
    except Outcome.DoesNotExist as missing:
        raise Http404 from missing
