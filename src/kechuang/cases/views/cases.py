"""My cases, and one case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.base.errors import Refusal
from kechuang.base.listing import RegistryList
from kechuang.cases.access import (
    can_run_rounds,
    can_see,
    can_watch_clocks,
    is_published,
)
from kechuang.cases.calendar import work_calendar
from kechuang.cases.filters import CaseFilter
from kechuang.cases.models import Case
from kechuang.cases.presenting.clocks import remaining
from kechuang.cases.presenting.offers import choices_of
from kechuang.cases.presenting.papers import papers_of
from kechuang.cases.presenting.publicity import publicity_context
from kechuang.cases.presenting.sections import sections_of
from kechuang.cases.presenting.states import state_tone, state_words
from kechuang.cases.presenting.timeline import lines_of
from kechuang.cases.presenting.waiting import waiting_for
from kechuang.cases.selectors import (
    Course,
    cases_seen_by,
    course_of,
    offers_for,
    readable_letters,
    reading_of,
    timeline_for,
)
from kechuang.cases.tables import CaseTable
from kechuang.cases.views.finding import seen_case
from kechuang.design.refusals import status_of
from kechuang.engines.flow import deadlines


class CaseList(RegistryList):
    """Everything the reader takes part in or supervises; what waits for them comes first."""

    table_class = CaseTable
    filterset_class = CaseFilter
    template_name = "cases/list.html"
    list_title = _("我的事项")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor.is_known:
            return redirect_to_login(request.get_full_path())
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Case]:
        return cases_seen_by(self.request.actor)

    def get_context_data(self, **known: Any) -> dict[str, Any]:
        actor = self.request.actor
        return super().get_context_data(
            **known,
            has_cases=cases_seen_by(actor).exists(),
            waiting=waiting_for(actor, now()),
            may_run_rounds=can_run_rounds(actor),
            may_watch_clocks=can_watch_clocks(actor),
        )


@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return case_page(request, seen_case(request, number))


def case_page(
    request: HttpRequest, case: Case, *, refusal: Refusal | None = None, **more: Any
) -> HttpResponse:
    """One case as its reader may see it; a refusal stands above it."""
    at = now()
    context = _context(request, course_of(case, at), at) | {"refusal": refusal} | more
    status = status_of(refusal) if refusal else 200
    return render(request, "cases/case.html", context, status=status)


def deadline_context(course: Course, at: datetime) -> dict[str, Any]:
    """What is left of each clock of the case."""
    running = deadlines(course.terms, course.informed())
    return {"deadlines": [remaining(one, work_calendar(), at) for one in running]}


def _context(request: HttpRequest, course: Course, at: datetime) -> dict[str, Any]:
    actor, case = request.actor, course.case
    reading = reading_of(case, actor)
    roles, sight = reading.roles, reading.sight
    choices = choices_of(course.procedure, offers_for(course, actor, at))
    return {
        "case": case,
        "state": state_words(course.procedure, case.state, roles, reading.is_staff),
        "tone": state_tone(course.procedure, case.state, is_waiting=choices.has_open),
        "choices": choices,
        "sections": sections_of(course, roles, sight),
        "papers": papers_of(course, roles, sight),
        "names_party": sight.sees_party,
        "letters": readable_letters(actor).filter(case=case) if sight.sees_party else (),
        "seals": case.seals.all(),
        "children": cases_seen_by(actor).filter(parent=case),
        "parent_url": _parent_url(request, case),
        "timeline": lines_of(timeline_for(case, reading)),
        **publicity_context(actor, case),
        **deadline_context(course, at),
    }


def _parent_url(request: HttpRequest, case: Case) -> str:
    """Where the reader may read the case above this one."""
    if case.parent is None:
        return ""
    if can_see(request.actor, case.parent):
        return reverse("cases:case", args=[case.parent.number])
    return reverse("cases:public", args=[case.parent.number]) if is_published(case.parent) else ""
