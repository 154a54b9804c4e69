"""One stage gate: its rule, scores lane by lane, what it proposes and decides."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.audit.selectors import history_of
from kechuang.base.clock import now
from kechuang.base.registry.forms import ReasonForm, form_page
from kechuang.design.answering import posted
from kechuang.ledger.access import can_read_books
from kechuang.programmes.forms.projects.milestones import ScoreForm
from kechuang.programmes.forms.projects.races import GateForm
from kechuang.programmes.models.execution import Contract, Gate
from kechuang.programmes.presenting.projects.drawings import points_drawn
from kechuang.programmes.presenting.projects.races import (
    GATE_TONES,
    LaneAtGate,
    gate_offers,
    judged_lanes,
    terms_of_gate,
)
from kechuang.programmes.presenting.projects.stages import hints_shown, invitations_shown
from kechuang.programmes.selectors.execution.projects import find_gate, find_race
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services import execution
from kechuang.programmes.views.projects.acting import Do, answer_act, nothing_asked
from kechuang.programmes.views.projects.finding import or_404
from kechuang.programmes.views.projects.races import seen_lanes


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Scores of others are read once scoring has ended, and by the office only."""
    gate = or_404(find_gate, request.actor, pk)
    lanes = seen_lanes(request, gate.item)
    judged = judged_lanes(request.actor, gate, lanes)
    context = {
        "race": gate.item,
        "gate": gate,
        "gate_tone": GATE_TONES[gate.state],
        "terms": terms_of_gate(gate),
        "lanes": judged,
        "chart": points_drawn(_points(judged), get_language() or "zh-hans"),
        "invitations": invitations_shown(request.actor, Stage(gate=gate)),
        "hints": hints_shown(request.actor, Stage(gate=gate)),
        "history": history_of(gate) if can_read_books(request.actor) else None,
        "offers": gate_offers(request.actor, gate, lanes[0]),
    }
    return render(request, "programmes/projects/gate.html", context)


@form_page
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    race = or_404(find_race, request.actor, pk)
    lane = seen_lanes(request, race)[0]
    form = GateForm(race, posted(request))

    def do() -> None:
        execution.open_gate(by=request.actor, at=now(), item=race, terms=form.terms)

    back = reverse("programmes:race", args=[pk])
    context: dict[str, Any] = {"race": race, "project": None, "sections": None}
    return answer_act(request, lane, "open_gate", do, form=form, back=back, **context)


@form_page
def score(request: HttpRequest, pk: int, lane: int) -> HttpResponse:
    """One judge's score of one lane."""
    gate = or_404(find_gate, request.actor, pk)
    found = or_404(gate.item.contracts.in_play().get, lane=lane)
    form = ScoreForm(posted(request))

    def do() -> None:
        execution.score_lane(
            by=request.actor, at=now(), gate=gate, contract=found, **form.cleaned_data
        )

    facts = [(_("赛道"), f"{found.lane} · {found.party.shown_name}")]
    return _answer(request, gate, found, "score_lane", do, form, facts=facts)


@form_page
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """The rule of the gate judges the scores; a second person lets it stand."""
    gate = or_404(find_gate, request.actor, pk)

    def do() -> None:
        execution.propose_gate(by=request.actor, at=now(), gate=gate)

    return _answer(request, gate, None, "propose_gate", do, nothing_asked(request))


@form_page
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    gate = or_404(find_gate, request.actor, pk)
    form = ReasonForm(posted(request))

    def do() -> None:
        reason = form.cleaned_data["reason"]
        execution.return_gate(by=request.actor, at=now(), gate=gate, reason=reason)

    return _answer(request, gate, None, "return_gate", do, form)


@form_page
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What was proposed becomes a ruling for each lane."""
    gate = or_404(find_gate, request.actor, pk)

    def do() -> None:
        execution.close_gate(by=request.actor, at=now(), gate=gate)

    return _answer(request, gate, None, "close_gate", do, nothing_asked(request))


def _answer(
    request: HttpRequest,
    gate: Gate,
    lane: Contract | None,
    name: str,
    do: Do,
    form: Form,
    **more: Any,
) -> HttpResponse:
    project = lane or seen_lanes(request, gate.item)[0]
    back = reverse("programmes:gate", args=[gate.pk])
    context = {"race": gate.item, "gate": gate, "project": None, "sections": None, **more}
    return answer_act(request, project, name, do, form=form, back=back, **context)


def _points(lanes: list[LaneAtGate]) -> list[tuple[str, float]]:
    return [(f"{one.lane.lane}. {one.lane.party.shown_name}", float(one.points))
            for one in lanes if one.points]  # fmt: skip
