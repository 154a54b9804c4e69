"""Finding experts of the register while the panel of an acceptance is typed."""

from __future__ import annotations

from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.programmes.forms.projects.experts import with_units
from kechuang.programmes.forms.projects.panels import PanelForm
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.selectors.execution.panel_rules import panel_rules
from kechuang.programmes.views.projects.acting import require_right
from kechuang.programmes.views.projects.finding import or_404, seen_project
from kechuang.reviews.selectors import confirmed_experts, experts_like, numbered


@require_safe
def find(request: HttpRequest, number: str) -> HttpResponse:
    """Experts like what was typed into the place ``at``; or that place with the ``chosen`` one."""
    project = seen_project(request, number)
    require_right(request, project, "record_panel_opinion")
    at, chosen = request.GET.get("at", ""), request.GET.get("chosen", "")
    if chosen.isdecimal():
        expert = or_404(confirmed_experts().get, pk=int(chosen))
        place = {"field": _box(project, at, numbered(expert)), "project": project}
        return render(request, "programmes/projects/panel_expert.html", place)
    sought = request.GET.get(at, "").strip()
    found = with_units(experts_like(sought))
    place = {"field": _box(project, at), "project": project}
    context = {**place, "experts": found, "sought": sought}
    return render(request, "programmes/projects/found_experts.html", context)


def _box(project: Contract, at: str, typed: str = "") -> BoundField:
    form = PanelForm(panel_rules(project), initial={at: typed})
    boxes = {expert.html_name: expert for expert, _ in form.rows}
    if at not in boxes:
        raise Http404
    found: BoundField = boxes[at]
    return found
