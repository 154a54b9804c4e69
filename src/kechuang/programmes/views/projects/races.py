"""Races (赛马): the lanes of an item, its gates, and the notice to one lane."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.programmes.models.execution import AwardedItem, Contract
from kechuang.programmes.presenting.projects.acts import offers
from kechuang.programmes.presenting.projects.races import GATE_TONES, lanes_of, letter_rows
from kechuang.programmes.selectors.execution.projects import find_race, listed_projects
from kechuang.programmes.views.projects.board import elsewhere, standing
from kechuang.programmes.views.projects.finding import or_404, seen_project


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The lanes that the reader may see, and every gate."""
    race = or_404(find_race, request.actor, pk)
    lanes = seen_lanes(request, race)
    gates = race.gates.order_by("number", "attempt")
    context = {
        "race": race,
        "lanes": lanes_of(lanes),
        "is_whole": len(lanes) == race.contracts.in_play().count(),
        "gates": [(gate, GATE_TONES[gate.state]) for gate in gates],
        "offers": offers(request.actor, lanes[0], ("open_gate",), pk=race.pk),
    }
    return render(request, "programmes/projects/race.html", context)


@require_safe
def notice(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What a gate decided about one lane, to be printed; an appeal is a step of the lane's case."""
    project = seen_project(request, number)
    ruling = or_404(project.rulings.select_related("gate").get, pk=pk)
    context = {
        **standing(project),
        **elsewhere(request.actor, project),
        "facts": letter_rows(ruling),
    }
    return render(request, "programmes/projects/notice.html", context)


def seen_lanes(request: HttpRequest, race: AwardedItem) -> list[Contract]:
    return list(listed_projects(request.actor).in_play().filter(item=race).order_by("lane"))
