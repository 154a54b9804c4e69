"""One project at a glance."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.actors import Actor
from kechuang.base.clock import today
from kechuang.cases.access import can_see
from kechuang.ledger.access import can_read_books, readable_grants
from kechuang.ledger.models import Grant
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.presenting.projects.acts import offers
from kechuang.programmes.presenting.projects.drawings import money_drawn, releases_drawn
from kechuang.programmes.presenting.projects.milestones import release_of
from kechuang.programmes.presenting.projects.sections import TONES, sections_of, strip_of
from kechuang.programmes.presenting.projects.team import people_of, posts_of
from kechuang.programmes.selectors.execution.money import contract_money, milestone_fen
from kechuang.programmes.selectors.execution.projects import next_step
from kechuang.programmes.selectors.execution.trail import trail_of
from kechuang.programmes.states_of_execution import ChangeState, ContractState
from kechuang.programmes.views.projects.finding import seen_project

MOST_EVENTS = 12
AT_FIRST = {
    ContractState.DRAFTED: ("sign_contract", "withdraw_contract"),
    ContractState.SIGNED: ("conclude_contract",),
}


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Where it stands, what is next, its milestones, money and people."""
    project = seen_project(request, number)
    actor, language, on = request.actor, get_language() or "zh-hans", today()
    money, step = contract_money(project), next_step(project)
    context = {
        **standing(project),
        "step": step,
        "is_late": bool(step and step.due_on and step.due_on < on),
        "offers": offers(actor, project, AT_FIRST.get(ContractState(project.state), ())),
        "money": money,
        "due_fen": money.granted_fen - money.received_fen,
        "releases": releases_drawn(project, language),
        "money_chart": money_drawn(money, language),
        "milestones": _milestones(project),
        "posts": posts_of(project),
        "people": people_of(project),
        "waiting": project.changes.filter(state=ChangeState.ASKED),
        **elsewhere(actor, project),
        "trail": trail_of(project).order_by("-sequence")[:MOST_EVENTS]
        if can_read_books(actor)
        else None,
    }
    return render(request, "programmes/projects/board.html", context)


def standing(project: Contract) -> dict[str, object]:
    """What every page of a project shows at its head."""
    return {
        "project": project,
        "tone": TONES[project.state],
        "strip": strip_of(project),
        "sections": sections_of(project),
    }


def elsewhere(actor: Actor, project: Contract) -> dict[str, bool]:
    """Whether the reader finds the project's case and its grant behind their links."""
    grants = Grant.objects.filter(readable_grants(actor), contract=project)
    return {
        "reads_case": project.case is not None and can_see(actor, project.case),
        "reads_grant": grants.exists(),
    }


def _milestones(project: Contract) -> list[dict[str, object]]:
    rows = project.milestones.select_related("tranche")
    amounts = milestone_fen(project)
    return [
        {"row": row, "fen": fen, "release": release_of(row)}
        for row, fen in zip(rows, amounts, strict=True)
    ]
