"""Beginning a need: the round and the unit first, who may not is told, then the case's form."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict

from kechuang.base.actors import Actor
from kechuang.base.clock import now
from kechuang.base.errors import NotAllowed, Refusal
from kechuang.base.registry.forms import form_page
from kechuang.base.registry.standing import supervises_city
from kechuang.demands.models import Demand
from kechuang.demands.selectors import demands_of
from kechuang.demands.states import DemandState
from kechuang.design.answering import posted
from kechuang.design.refusals import status_of
from kechuang.parties.models import Party
from kechuang.programmes.forms.applicant import NeedForm, StandpointForm
from kechuang.programmes.presenting.applicant.posing import rules_for
from kechuang.programmes.selectors.own import own_parties
from kechuang.programmes.selectors.rounds import programme_rounds
from kechuang.programmes.services import begin_need

ENDED = (DemandState.CLOSED_UNMET, DemandState.WITHDRAWN)
INVALID = 422


@form_page
@login_required
def pose(request: HttpRequest) -> HttpResponse:
    """A GET chooses the round and the unit and tells the rules; a POST begins the need."""
    standpoint = _standpoint(request)
    if not standpoint.is_valid():
        status = INVALID if request.method == "POST" else 200
        return _page(request, standpoint, status=status)
    party = standpoint.cleaned_data["party"]
    form = NeedForm(posted(request), demands=_demands(request.actor, party))
    if request.method != "POST" or not form.is_valid():
        return _page(request, standpoint, form, status=INVALID if form.errors else 200)
    try:
        need = begin_need(
            by=request.actor,
            at=now(),
            programme=standpoint.cleaned_data["round"],
            party=party,
            **form.cleaned_data,
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _page(request, standpoint, form, refusal=refusal, status=status_of(refusal))
    return redirect("cases:fill", need.case.number, "need")


def _standpoint(request: HttpRequest) -> StandpointForm:
    """What was chosen; where there is one thing to choose only, that."""
    rounds, parties = programme_rounds(), own_parties(request.actor)
    may_pose_itself = supervises_city(request.actor)
    chosen: Any = request.POST
    if request.method != "POST":
        chosen = MultiValueDict(dict(request.GET.lists()))
        latest = rounds.first()
        if latest and "round" not in chosen:
            chosen["round"] = latest.code
        first = parties.first()
        if first and not may_pose_itself and "party" not in chosen:
            chosen["party"] = str(first.pk)
    return StandpointForm(chosen, rounds=rounds, parties=parties, may_pose_itself=may_pose_itself)


def _demands(actor: Actor, party: Party | None) -> QuerySet[Demand]:
    """The unit's demands that are not over."""
    if party is None:
        return Demand.objects.none()
    return demands_of(actor, party).exclude(state__in=ENDED).order_by("-updated_at", "-pk")


def _page(
    request: HttpRequest,
    standpoint: StandpointForm,
    form: NeedForm | None = None,
    *,
    refusal: Refusal | None = None,
    status: int,
) -> HttpResponse:
    context: dict[str, Any] = {
        "standpoint": standpoint,
        "form": form,
        "refusal": refusal,
        "has_rounds": programme_rounds().exists(),
        "may_pose": supervises_city(request.actor) or own_parties(request.actor).exists(),
    }
    if form is not None:
        chosen = standpoint.cleaned_data
        context |= {
            "programme": chosen["round"],
            "party": chosen["party"],
            "rules": rules_for(chosen["round"], chosen["party"], now()),
        }
    return render(request, "programmes/applicant/pose.html", context, status=status)
