"""Pages about demands."""

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
from kechuang.demands import access, selectors, services
from kechuang.demands.filters import DemandFilter
from kechuang.demands.forms import DemandForm, initial_of
from kechuang.demands.models import Demand
from kechuang.demands.presenting import described, enterprise_label
from kechuang.demands.states import LIFECYCLE, REVISABLE_STATES
from kechuang.demands.tables import DemandTable

LATEST_EVENTS = 50


class DemandList(RegistryList):
    table_class = DemandTable
    filterset_class = DemandFilter
    template_name = "demands/list.html"
    list_title = _("需求库")

    def get_queryset(self) -> QuerySet[Demand]:
        return selectors.visible_demands(self.request.actor)

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        can_create = access.can_start_filing(self.request.actor)
        return super().get_context_data(**known, can_create=can_create)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One demand: public text for everybody, more for its enterprise and the bureau."""
    demand = _visible(request, pk)
    context: dict[str, Any] = {
        "demand": demand,
        "enterprise": enterprise_label(demand),
        "facts": described(demand),
        "may_match": access.can_seek_partners(request.actor, demand),
    }
    if access.can_read_confidential(request.actor, demand):
        context |= {
            "is_insider": True,
            "can_revise": demand.state in REVISABLE_STATES
            and access.can_revise(request.actor, demand),
            "steps": step_forms(selectors.possible_steps(request.actor, demand)),
            "history": history_of(demand)[:LATEST_EVENTS],
        }
    return render(request, "demands/detail.html", context)


@form_page
def create(request: HttpRequest) -> HttpResponse:
    """File a draft."""
    require(access.can_start_filing(request.actor), Text("填报需求", "file a demand"))
    return answer_entry_form(
        request,
        DemandForm(request.POST or None, enterprises=selectors.own_enterprises(request.actor)),
        save=lambda content: services.file_demand(by=request.actor, at=now(), content=content),
        detail_url="demands:detail",
        template="demands/form.html",
        context={},
    )


@form_page
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Revise a draft; only its own people see and change its confidential text here."""
    demand = _visible(request, pk)
    require(access.can_revise(request.actor, demand), Text("修改需求", "revise the demand"))
    is_owner = access.is_owner(request.actor, demand)
    form = DemandForm(
        request.POST or None,
        enterprises=selectors.own_enterprises(request.actor),
        initial=initial_of(demand, with_confidential=is_owner),
        hides_confidential=not is_owner,
    )
    return answer_entry_form(
        request,
        form,
        save=lambda content: services.revise_demand(
            by=request.actor, at=now(), demand=demand, content=content
        ),
        detail_url="demands:detail",
        template="demands/form.html",
        context={"demand": demand},
    )


@require_POST
@never_cache
def confidential(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the confidential text; a POST, because a reading by the bureau is recorded."""
    demand = _visible(request, pk)
    text = services.read_confidential_text(by=request.actor, at=now(), demand=demand)
    context = {"demand": demand, "confidential_text": text}
    return render(request, "demands/confidential.html", context)


@require_POST
def advance(request: HttpRequest, pk: int, command: str) -> HttpResponse:
    """Give one command of the life-cycle; a returned draft is out of the bureau's sight."""
    if command not in LIFECYCLE.steps:
        raise Http404
    demand = services.advance_demand(
        by=request.actor,
        at=now(),
        demand=_visible(request, pk),
        command=command,
        reason=request.POST.get("reason", ""),
    )
    if selectors.visible_demands(request.actor).filter(pk=demand.pk).exists():
        return redirect("demands:detail", pk)
    return redirect("demands:list")


def _visible(request: HttpRequest, pk: int) -> Demand:
    try:
        return selectors.demand_for(request.actor, pk)
    except Demand.DoesNotExist as missing:
        raise Http404 from missing
