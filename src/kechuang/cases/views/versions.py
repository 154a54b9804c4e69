"""The versions of a draft, and what changed between two of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.cases.access import roles_of
from kechuang.cases.filling import entries_of
from kechuang.cases.models import Case
from kechuang.cases.presenting.differences import differences
from kechuang.cases.presenting.timeline import names_of
from kechuang.cases.selectors import Course, Sight, draft_at, forms_open_to, sight_of
from kechuang.cases.views.finding import seen_course
from kechuang.engines.flow import restored

READ = Text("查看草稿", "read the draft")


@dataclass(frozen=True, slots=True)
class Version:
    revision: int
    label: str


@require_safe
def versions(request: HttpRequest, number: str) -> HttpResponse:
    """``?earlier=1&later=3``; without them the two latest. Drafts are their writers' own."""
    course = seen_course(request, number)
    require(bool(forms_open_to(course, roles_of(request.actor, course.case))), READ)
    case, sight = course.case, sight_of(request.actor, course.case)
    later = _asked(request, "later", case.revision, case)
    earlier = _asked(request, "earlier", max(later - 1, 0), case)
    context = {
        "case": case,
        "versions": _versions(case),
        "earlier": earlier,
        "later": later,
        "changes": differences(
            course.procedure,
            _entries(course, earlier, sight),
            _entries(course, later, sight),
            language=get_language() or "zh-hans",
        ),
    }
    return render(request, "cases/versions.html", context)


def _entries(course: Course, revision: int, sight: Sight) -> dict[str, object]:
    fields = course.procedure.fields
    draft = draft_at(course.case, revision)
    values = {
        name: restored(fields[name], value) for name, value in draft.items() if sight.sees(name)
    }
    return entries_of(course.procedure, values)


def _asked(request: HttpRequest, name: str, otherwise: int, case: Case) -> int:
    sent = request.GET.get(name, "")
    is_known = sent.isdecimal() and len(sent) < len("1000000") and int(sent) <= case.revision
    return int(sent) if is_known else otherwise


def _versions(case: Case) -> list[Version]:
    rows = list(case.versions.order_by("-revision"))
    names = names_of({row.by_id for row in rows if row.by_id})
    told = [
        Version(
            row.revision,
            gettext("第 %(number)s 版 · %(at)s · %(who)s")
            % {
                "number": row.revision,
                "at": localtime(row.at).strftime("%Y-%m-%d %H:%M"),
                "who": names.get(row.by_id or 0, "—"),
            },
        )
        for row in rows
    ]
    return [*told, Version(0, gettext("第 0 版 · 空白"))]
