"""One milestone: evidence, report, scores, consent and acceptance by two people."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.registry.forms import form_page
from kechuang.cases.presenting.timeline import names_of
from kechuang.design.answering import posted
from kechuang.programmes.forms.projects.milestones import (
    AcceptanceForm,
    EvidenceForm,
    RectificationForm,
    ReportForm,
    ScoreForm,
)
from kechuang.programmes.models.execution import Milestone
from kechuang.programmes.presenting.projects.acts import offers
from kechuang.programmes.presenting.projects.milestones import (
    MILESTONE_ACTS,
    TONES,
    name_of,
    release_of,
    reports_of,
)
from kechuang.programmes.presenting.projects.stages import (
    fitting_acts,
    hints_shown,
    invitations_shown,
)
from kechuang.programmes.selectors.execution.money import milestone_fen
from kechuang.programmes.selectors.execution.readiness import closing_gaps
from kechuang.programmes.selectors.execution.stages import Stage
from kechuang.programmes.services import execution
from kechuang.programmes.states_of_execution import ContractState
from kechuang.programmes.views.projects.acting import (
    Do,
    answer_act,
    files_sent,
    nothing_asked,
    stored,
)
from kechuang.programmes.views.projects.board import elsewhere, standing
from kechuang.programmes.views.projects.finding import seen_milestone


@require_safe
def show(request: HttpRequest, number: str, position: int) -> HttpResponse:
    found = seen_milestone(request, number, position)
    project = found.contract
    is_running = project.state == ContractState.RUNNING
    names = MILESTONE_ACTS.get(found.state, ()) if is_running else ()
    stage = _last_stage(found)
    if stage:
        names = fitting_acts(stage, names)
    place = {"number": number, "position": position}
    context = {
        **standing(project),
        "milestone": found,
        "milestone_tone": TONES[found.state],
        "fen": milestone_fen(project)[position - 1],
        "release": release_of(found),
        "evidence": found.evidence.select_related("file"),
        "reports": reports_of(request.actor, found),
        "invitations": invitations_shown(request.actor, stage) if stage else [],
        "hints": hints_shown(request.actor, stage) if stage else (),
        "signed": _signed(found),
        "gaps": closing_gaps(project) if found.is_completion and is_running else [],
        **elsewhere(request.actor, project),
        "offers": offers(request.actor, project, names, **place),
    }
    return render(request, "programmes/projects/milestone.html", context)


@form_page
def attach(request: HttpRequest, number: str, position: int) -> HttpResponse:
    found = seen_milestone(request, number, position)
    form = EvidenceForm(posted(request), files_sent(request))

    def do() -> None:
        given = form.cleaned_data
        execution.attach_evidence(
            by=request.actor,
            at=now(),
            milestone=found,
            file=stored(request, given["file"], found.contract),
            title=given["title"],
        )

    return _answer(request, found, "attach_evidence", do, form)


@form_page
def report(request: HttpRequest, number: str, position: int) -> HttpResponse:
    found = seen_milestone(request, number, position)
    form = ReportForm(posted(request))

    def do() -> None:
        text = form.cleaned_data["text"]
        execution.report_milestone(by=request.actor, at=now(), milestone=found, text=text)

    return _answer(request, found, "report_milestone", do, form)


@form_page
def score(request: HttpRequest, number: str, position: int) -> HttpResponse:
    found = seen_milestone(request, number, position)
    form = ScoreForm(posted(request))

    def do() -> None:
        execution.score_milestone(by=request.actor, at=now(), milestone=found, **form.cleaned_data)

    return _answer(request, found, "score_milestone", do, form)


@form_page
def recommend(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """The first of two people consents."""
    found = seen_milestone(request, number, position)

    def do() -> None:
        execution.recommend_milestone(by=request.actor, at=now(), milestone=found)

    return _answer(request, found, "recommend_milestone", do, nothing_asked(request))


@form_page
def accept(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """The second of two people accepts; the tranche is released."""
    found = seen_milestone(request, number, position)
    form = AcceptanceForm(posted(request))

    def do() -> None:
        acceptance = form.cleaned_data["acceptance"]
        execution.accept_milestone(
            by=request.actor, at=now(), milestone=found, acceptance=acceptance
        )

    return _answer(request, found, "accept_milestone", do, form)


@form_page
def rectify(request: HttpRequest, number: str, position: int) -> HttpResponse:
    found = seen_milestone(request, number, position)
    form = RectificationForm(posted(request))

    def do() -> None:
        execution.order_rectification(
            by=request.actor, at=now(), milestone=found, **form.cleaned_data
        )

    return _answer(request, found, "order_rectification", do, form)


def _answer(request: HttpRequest, found: Milestone, name: str, do: Do, form: Form) -> HttpResponse:
    project = found.contract
    back = reverse("programmes:milestone", args=[project.number, found.position])
    facts = [
        (_("里程碑"), f"{found.position}. {found.goal}"),
        (_("须提供的佐证"), found.evidence_wanted),
        (_("合格分"), found.pass_score or "—"),
    ]
    return answer_act(request, project, name, do, form=form, back=back, facts=facts)


def _last_stage(found: Milestone) -> Stage | None:
    """Its last report as experts may judge it; None before there is one."""
    report = found.reports.order_by("-position").first()
    if report is None:
        return None
    report.milestone = found
    return Stage(report=report)


def _signed(found: Milestone) -> list[tuple[str, str, object]]:
    """Who consented and who accepted, and when."""
    acts = (
        (_("初核"), found.recommended_by_id, found.recommended_by_name, found.recommended_at),
        (_("复核验收"), found.accepted_by_id, found.accepted_by_name, found.accepted_at),
    )
    names = names_of({person for _act, person, _name, _at in acts if person})
    return [(act, name_of(names, person, name), at) for act, person, name, at in acts if at]
