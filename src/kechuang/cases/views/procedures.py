"""How this works: procedures as everybody may read them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.roles import Role
from kechuang.cases.calendar import work_calendar
from kechuang.cases.drawing import drawing_of
from kechuang.cases.presenting.procedures import step_rows
from kechuang.cases.selectors import procedure_of, procedure_versions
from kechuang.engines.flow import Terms, draw


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """The latest version of each procedure."""
    latest = {}
    for version in procedure_versions().order_by("entered_at", "pk"):
        latest[version.procedure_id] = version
    versions = sorted(latest.values(), key=lambda version: version.procedure_id)
    return render(request, "cases/procedures.html", {"versions": versions})


@require_safe
def procedure(request: HttpRequest, pk: int) -> HttpResponse:
    """Its steps and its drawing: in the staff's wording for the authority, else the public's."""
    version = get_object_or_404(procedure_versions(), pk=pk)
    found = procedure_of(version)
    language = get_language() or "zh-hans"
    is_public = not request.actor.has_role(Role.BUREAU, Role.AUDITOR)
    context = {
        "version": version,
        "procedure": found,
        "rows": step_rows(found, Terms(found, work_calendar()).settled(), is_public=is_public),
        "drawing": drawing_of(found, language=language, is_public=is_public),
        "mermaid": draw(found, language=language[:2], is_public=is_public),
        "sources": found.sources.values(),
    }
    return render(request, "cases/procedure.html", context)
