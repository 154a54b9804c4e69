"""Pages about matches."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.demands.models import Demand
from kechuang.demands.selectors import visible_demands
from kechuang.matching.access import can_decide_matches, can_read_matches
from kechuang.matching.models import Match
from kechuang.matching.selectors import match_of, ranked_outcomes
from kechuang.matching.services import decide_match
from kechuang.runs.selectors import latest_sweep


@require_safe
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranked outcomes for one demand, with reasons, to accept or decline."""
    found = _visible_demand(request, pk)
    require(can_read_matches(request.actor, found), Text("查看匹配结果", "see these matches"))
    ranked = ranked_outcomes(found)
    context = {
        "demand": found,
        "suggested": [item for item in ranked if not item.is_faint],
        "faint": [item for item in ranked if item.is_faint],
        "may_decide": can_decide_matches(request.actor, found),
        "run": latest_sweep(),
    }
    return render(request, "matching/demand.html", context)


@require_POST
def decide(request: HttpRequest, pk: int, outcome_pk: int) -> HttpResponse:
    """Accept or decline one matched outcome."""
    found = _visible_demand(request, pk)
    try:
        match = match_of(found.pk, outcome_pk)
    except Match.DoesNotExist as missing:
        raise Http404 from missing
    decide_match(
        by=request.actor,
        at=now(),
        match=match,
        decision=request.POST.get("decision", ""),
        reason=request.POST.get("reason", ""),
    )
    return redirect("matching:demand", pk=pk)


def _visible_demand(request: HttpRequest, pk: int) -> Demand:
    try:
        return visible_demands(request.actor).get(pk=pk)
    except Demand.DoesNotExist as missing:
        raise Http404 from missing
