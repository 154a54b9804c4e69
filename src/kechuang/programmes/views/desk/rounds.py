"""A year's plan: the packs to choose from, its options and clocks, and its budget line."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.errors import require
from kechuang.cases.models import ProcedureVersion
from kechuang.cases.presenting.rounds import extended_clocks
from kechuang.cases.selectors import terms_of
from kechuang.engines.wording import Text
from kechuang.programmes import services
from kechuang.programmes.access import can_open_programmes
from kechuang.programmes.forms.desk import LineForm
from kechuang.programmes.powers_at_desk import require_desk
from kechuang.programmes.presenting.desk.clocks import clock_rows
from kechuang.programmes.presenting.desk.drawings import needs_drawn
from kechuang.programmes.presenting.desk.options import set_options
from kechuang.programmes.selectors.desk.board import rounds_on_desk
from kechuang.programmes.selectors.rounds import (
    place_packs,
    plan_progress,
    programme_rounds,
)
from kechuang.programmes.views.desk.answering import acted_on_form

OPEN = Text("开设揭榜计划", "open a challenge programme")
NAME_LINE = Text("指定预算项目", "name the budget line")


@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """The latest option pack of each place."""
    require(can_open_programmes(request.actor), OPEN)
    latest: dict[str, ProcedureVersion] = {}
    for version in place_packs().order_by("entered_at", "pk"):
        latest[version.procedure_id] = version
    rounds = [one.items_round.version_id for one in programme_rounds()]
    rows = [
        {"version": one, "used": rounds.count(one.pk)}
        for one in sorted(latest.values(), key=lambda version: version.procedure_id)
    ]
    return render(request, "programmes/desk/packs.html", {"rows": rows})


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    require_desk(request.actor)
    return shown(request, code)


@require_POST
def line(request: HttpRequest, code: str) -> HttpResponse:
    """From which budget line the awards are reserved from now on."""
    require(can_open_programmes(request.actor), NAME_LINE)
    programme = get_object_or_404(programme_rounds(), code=code)
    form = LineForm(request.POST)

    def act() -> object:
        chosen = form.cleaned_data["line"]
        return services.name_budget_line(
            by=request.actor, at=now(), programme=programme, line=chosen
        )

    return acted_on_form(
        request, code, form, act, page=shown, back="programmes:desk_round", called="line_form"
    )


def shown(request: HttpRequest, code: str, /, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one plan; ``more`` brings a refusal, or the form as it was sent."""
    programme = get_object_or_404(programme_rounds(), code=code)
    (on_desk,) = [one for one in rounds_on_desk(request.actor) if one.programme == programme]
    terms = terms_of(programme.items_round)
    context = {
        "programme": programme,
        "on_desk": on_desk,
        "plan": plan_progress(programme),
        "chart": needs_drawn([on_desk], get_language() or "zh-hans"),
        "options": set_options(programme),
        "clocks": clock_rows(terms.procedure, terms.settled()),
        "extensions": extended_clocks(programme.items_round),
        "may_open": can_open_programmes(request.actor),
        "line_form": LineForm(initial={"line": programme.line_id}),
        **more,
    }
    return render(request, "programmes/desk/round.html", context, status=status)
