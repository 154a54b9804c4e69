"""Acceptance by panel and demander, the evaluation some months later, and what came of it."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kechuang.base.clock import now, today
from kechuang.base.registry.forms import form_page
from kechuang.design.answering import posted
from kechuang.ledger.states import Condition
from kechuang.programmes.forms.projects.closing import (
    EvaluationForm,
    FollowUpForm,
    OpinionForm,
)
from kechuang.programmes.forms.projects.panels import PanelForm
from kechuang.programmes.models.execution import Contract
from kechuang.programmes.presenting.projects.acts import offers
from kechuang.programmes.presenting.projects.closing import (
    GRADE_TONES,
    acceptance_acts,
    gaps_of,
    is_evaluation_due,
    said_by,
)
from kechuang.programmes.selectors.execution.panel_rules import panel_rules
from kechuang.programmes.services import execution
from kechuang.programmes.views.projects.acting import TEMPLATE, Do, answer_act, files_sent, stored
from kechuang.programmes.views.projects.board import standing
from kechuang.programmes.views.projects.finding import seen_project
from kechuang.reviews.selectors import confirmed_experts

PANEL = "programmes/projects/panel.html"


@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """What is still missing, every opinion, the evaluation, and follow-ups year by year."""
    project = seen_project(request, number)
    evaluation = getattr(project, "evaluation", None)
    panels = said_by(project.panel_opinions.prefetch_related("seats").order_by("-pk"))
    follow_ups = project.follow_ups.select_related("party", "file")
    context = {
        **standing(project),
        "gaps": gaps_of(project),
        "completion": project.milestones.filter(condition=Condition.COMPLETION).first(),
        "panels": [(row, who, GRADE_TONES[row.grade]) for row, who in panels],
        "opinions": said_by(project.demander_opinions.order_by("-pk")),
        "evaluation": said_by([evaluation])[0] if evaluation else None,
        "grade_tone": GRADE_TONES[evaluation.grade] if evaluation else "",
        "is_due": is_evaluation_due(project, today()),
        "follow_ups": said_by(follow_ups),
        "offers": offers(request.actor, project, acceptance_acts(project, today())),
    }
    return render(request, "programmes/projects/acceptance.html", context)


@form_page
def panel(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)
    form = PanelForm(panel_rules(project), posted(request))

    def do() -> None:
        execution.record_panel_opinion(by=request.actor, at=now(), contract=project, **form.content)

    has_experts = confirmed_experts().exists()
    return _answer(
        request, project, "record_panel_opinion", do, form, template=PANEL, has_experts=has_experts
    )


@form_page
def demander(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)
    form = OpinionForm(posted(request))

    def do() -> None:
        execution.give_demander_opinion(
            by=request.actor, at=now(), contract=project, **form.content
        )

    return _answer(request, project, "give_demander_opinion", do, form)


@form_page
def evaluate(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)
    form = EvaluationForm(posted(request))

    def do() -> None:
        execution.record_evaluation(by=request.actor, at=now(), contract=project, **form.content)

    return _answer(request, project, "record_evaluation", do, form)


@form_page
def follow_up(request: HttpRequest, number: str) -> HttpResponse:
    project = seen_project(request, number)
    form = FollowUpForm(posted(request), files_sent(request), initial={"year": today().year})

    def do() -> None:
        sent = form.cleaned_data["file"]
        found = form.found(stored(request, sent, project) if sent else None)
        execution.record_follow_up(by=request.actor, at=now(), contract=project, found=found)

    return _answer(request, project, "record_follow_up", do, form)


def _answer(
    request: HttpRequest,
    project: Contract,
    name: str,
    do: Do,
    form: Form,
    template: str = TEMPLATE,
    **context: object,
) -> HttpResponse:
    back = reverse("programmes:acceptance", args=[project.number])
    return answer_act(
        request, project, name, do, form=form, back=back, template=template, **context
    )
