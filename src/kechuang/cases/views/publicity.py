"""Objecting to what is in publicity, answering, and the pages everybody reads."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.errors import SAY_WHY, NotAllowed, Refusal, Text, invalid, require
from kechuang.cases import services
from kechuang.cases.access import can_see
from kechuang.cases.forms.objections import FindingForm, ObjectionForm
from kechuang.cases.models import Case, Objection
from kechuang.cases.presenting.publicity import publicity_context
from kechuang.cases.presenting.timeline import lines_of
from kechuang.cases.refusals import NOT_ANSWERED
from kechuang.cases.selectors import (
    cases_seen_by,
    course_of,
    procedure_of,
    public_timeline,
    published_cases,
)
from kechuang.cases.views.cases import case_page, deadline_context
from kechuang.cases.views.finding import open_case
from kechuang.design.refusals import status_of
from kechuang.files.services import store_file

PER_PAGE = 20
OBJECT = Text("提出异议", "object")


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """Every published case, the latest first."""
    rows = published_cases().order_by("-published_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    cases = [{"case": case, "state": _public_state(case)} for case in page]
    return render(request, "cases/published.html", {"page_obj": page, "cases": cases})


@require_safe
def public(request: HttpRequest, number: str) -> HttpResponse:
    """One published case in public wording; the same for everybody."""
    case = published_cases().filter(number=number).first()
    if case is None:
        raise Http404
    return _public_page(request, case)


@require_POST
def lodge(request: HttpRequest, number: str) -> HttpResponse:
    """An objection; what was written is shown again when it is refused."""
    case = open_case(request, number)
    require(request.actor.is_known, OBJECT)
    form = ObjectionForm(request.POST, request.FILES)
    try:
        _lodge(request, case, form)
    except NotAllowed:
        raise
    except Refusal as refusal:
        told = {"objection_text": request.POST.get("text", ""), "is_objecting": True}
        if can_see(request.actor, case):
            return case_page(request, case, refusal=refusal, **told)
        return _public_page(request, case, refusal=refusal, **told)
    return redirect("cases:case" if can_see(request.actor, case) else "cases:public", number)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The authority's finding on one objection."""
    seen = cases_seen_by(request.actor).values("pk")
    objection = get_object_or_404(Objection, pk=pk, publicity__case__in=seen)
    case = objection.publicity.case
    form = FindingForm(request.POST)
    try:
        if not form.is_valid():
            raise invalid(
                NOT_ANSWERED, "没有选定结论或写明答复", "finding or answer missing", SAY_WHY
            )
        services.answer_objection(
            by=request.actor,
            at=now(),
            objection=objection,
            is_upheld=form.cleaned_data["is_upheld"] == "yes",
            answer=form.cleaned_data["answer"],
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        return case_page(request, case, refusal=refusal)
    return redirect("cases:case", case.number)


def _lodge(request: HttpRequest, case: Case, form: ObjectionForm) -> None:
    at, sent = now(), request.FILES.get("evidence")
    text = form.cleaned_data["text"] if form.is_valid() else ""
    evidence = None
    if sent is not None:
        name = sent.name or "evidence"
        evidence = store_file(by=request.actor, at=at, name=name, content=sent.read())
    services.lodge_objection(by=request.actor, at=at, case=case, text=text, evidence=evidence)


def _public_page(
    request: HttpRequest, case: Case, *, refusal: Refusal | None = None, **more: object
) -> HttpResponse:
    at = now()
    context = {
        "case": case,
        "state": _public_state(case),
        "timeline": lines_of(public_timeline(case)),
        "refusal": refusal,
        **publicity_context(request.actor, case),
        **deadline_context(course_of(case, at), at),
        **more,
    }
    status = status_of(refusal) if refusal else 200
    return render(request, "cases/public.html", context, status=status)


def _public_state(case: Case) -> Text:
    return procedure_of(case.round.version).states[case.state].wording.public
