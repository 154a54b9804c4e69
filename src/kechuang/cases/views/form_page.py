"""The page of a form, whole or only what changed in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kechuang.base.clock import now
from kechuang.cases.filling import SHOWN, Questionnaire, ask, prefilled
from kechuang.cases.models import Case
from kechuang.cases.presenting.offers import Choice, choices_of
from kechuang.cases.selectors import Course, course_of, offers_for
from kechuang.cases.views.cases import deadline_context
from kechuang.cases.views.keeping import Kept
from kechuang.design.refusals import status_of
from kechuang.engines.flow import FieldType, Form
from kechuang.parties.access import can_read_facts
from kechuang.parties.selectors import fact_sheet


def questionnaire(request: HttpRequest, course: Course, form: Form, kept: Kept) -> Questionnaire:
    party = course.case.party
    may_know = party is not None and can_read_facts(request.actor, party)
    return ask(
        course.procedure,
        form,
        kept.entries,
        course.terms.inquiry(course.informed().values),
        prefills=prefilled(form, fact_sheet(party)) if party and may_know else {},
        theirs=kept.theirs,
        rows_wanted=_rows_wanted(request),
        tells_missing="check" in request.GET,
    )


def form_shown(request: HttpRequest, course: Course, form: Form, kept: Kept) -> HttpResponse:
    at = now()
    sheet = questionnaire(request, course, form, kept)
    context = {
        **_addresses(course.case, form),
        **_saving(kept),
        "case": course.case,
        "sheet": sheet,
        "steps": _steps(request, course.case, form),
        "refusal": kept.refusal,
        "file_names": _file_names(sheet),
        **deadline_context(course, at),
    }
    status = status_of(kept.refusal) if kept.refusal else 200
    return render(request, "cases/fill.html", context, status=status)


def partial(request: HttpRequest, case: Case, sheet: Questionnaire, kept: Kept) -> dict[str, Any]:
    """The questions that appear, vanish or were changed by others, and the problems of the rest."""
    shown = set(request.POST.getlist(SHOWN))
    differs = kept.renewed | {
        one.field.id for one in sheet.questions if one.is_asked != (one.field.id in shown)
    }
    asked = [one for one in sheet.questions if one.field.id not in differs and one.is_asked]
    return {
        **_saving(kept),
        "case": case,
        "steps": _steps(request, case, sheet.form),
        "sheet": sheet,
        "save_url": reverse("cases:fill", args=[case.number, sheet.form.id]),
        "changed": [one for one in sheet.questions if one.field.id in differs],
        "unchanged": asked,
        "posted": {place for one in asked for place in _posted(request, one.field.id)},
        "problem": kept.refusal.why.said_in(request.LANGUAGE_CODE) if kept.refusal else "",
    }


def _steps(request: HttpRequest, case: Case, form: Form) -> list[Choice]:
    """The steps that hand in this form, judged with what is kept by now."""
    at = now()
    course = course_of(Case.objects.select_related("round__version").get(pk=case.pk), at)
    choices = choices_of(course.procedure, offers_for(course, request.actor, at))
    return [one for one in choices.mine if one.offer.step.form == form.id]


def _posted(request: HttpRequest, field: str) -> set[str]:
    """Names of the boxes of ``field`` that stand on the page."""
    start = f"field.{field}"
    names = {name for name in request.POST if name == start or name.startswith(f"{start}.")}
    whole = {name.rpartition(".")[0] for name in names}
    return names | whole | {start}


def _saving(kept: Kept) -> dict[str, Any]:
    return {
        "revision": kept.revision,
        "saved_at": kept.saved_at,
        "unread": len(kept.unread),
        "merged": kept.merged,
    }


def _addresses(case: Case, form: Form) -> dict[str, str]:
    place = [case.number, form.id]
    return {
        "save_url": reverse("cases:fill", args=place),
        "autosave_url": reverse("cases:autosave", args=place),
    }


def _rows_wanted(request: HttpRequest) -> dict[str, int]:
    """``?rows=members:3``: so many rows of a field, blank ones included."""
    field, _, count = request.GET.get("rows", "").partition(":")
    return {field: int(count)} if count.isdecimal() and len(count) < len("10000") else {}


def _file_names(sheet: Questionnaire) -> str:
    boxes = (box for one in sheet.questions for box in one.boxes)
    return ",".join(box.place.name for box in boxes if box.field.type is FieldType.ATTACHMENT)
