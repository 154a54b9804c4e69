"""Sealing: what will be sealed, one small request, and its receipt."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kechuang.base.clock import now, received_at
from kechuang.base.errors import NotAllowed, Refusal, invalid, require
from kechuang.base.listing import attachment
from kechuang.base.registry.forms import form_page
from kechuang.cases import services
from kechuang.cases.access import roles_of
from kechuang.cases.models import Seal
from kechuang.cases.presenting.grounds import grounds_of
from kechuang.cases.presenting.papers import papers_of
from kechuang.cases.presenting.sections import file_addresses, linked
from kechuang.cases.refusals import NOT_SEALED
from kechuang.cases.selectors import (
    CaseOffer,
    Course,
    draft_digest,
    event_of_seal,
    offers_for,
    procedure_of,
    readable_seals,
    receipt_of,
    sees_whole,
    sight_of,
)
from kechuang.cases.views.cases import deadline_context
from kechuang.cases.views.finding import seen_case, seen_course
from kechuang.design.refusals import status_of
from kechuang.engines.flow import restored
from kechuang.engines.wording import Text

DOWNLOAD = Text("下载封存回执", "download the receipt")


@form_page
@never_cache
def seal(request: HttpRequest, number: str, event: str) -> HttpResponse:
    """The panel; its POST seals exactly the draft whose digest it showed.

    The deadline is compared with the instant at which the request lay in the socket whole.
    """
    if request.method != "POST":
        return _panel(request, number, event)
    received = received_at(request.META)
    case = seen_case(request, number)
    try:
        sealed = services.seal_case(
            by=request.actor,
            at=now(),
            case=case,
            key=_key(request),
            digest=request.POST.get("digest", ""),
            received_at=received,
            event=event,
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _panel(request, number, event, refusal=refusal)
    return redirect("cases:receipt", sealed.number)


@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt of one seal, to be printed."""
    sealed = _seal(request, number)
    procedure = procedure_of(sealed.case.round.version)
    form = procedure.forms[sealed.content["form"]]
    values = {
        name: restored(procedure.fields[name], value)
        for name, value in sealed.content["values"].items()
    }
    sight = sight_of(request.actor, sealed.case)
    context = {
        "seal": sealed,
        "event": event_of_seal(sealed),
        "names_party": sight.sees_party,
        "is_whole": sees_whole(sight, sealed),
        "answers": linked(form, sight.of(values), file_addresses(sealed.case)),
    }
    return render(request, "cases/receipt.html", context)


@require_safe
def receipt_file(request: HttpRequest, number: str) -> HttpResponse:
    """The same as JSON with its proof, which anybody checks without this platform; only whole, so
    for nobody from whom something in it is hidden."""
    sealed = _seal(request, number)
    require(sees_whole(sight_of(request.actor, sealed.case), sealed), DOWNLOAD)
    content = json.dumps(receipt_of(sealed), ensure_ascii=False, indent=2)
    return attachment(content.encode(), name=f"{number}.json", media_type="application/json")


def _panel(
    request: HttpRequest, number: str, event: str, *, refusal: Refusal | None = None
) -> HttpResponse:
    at = now()
    course = seen_course(request, number)
    offer = _sealed_offer(request, course, event, at)
    if offer is None:
        if refusal is None:
            raise Http404
        raise refusal
    form = course.procedure.forms[offer.step.form]
    sight = sight_of(request.actor, course.case)
    clock = course.procedure.clock_of(offer.step, course.situation.state)
    basis = course.procedure.clocks[clock].basis if clock else ()
    context = {
        "case": course.case,
        "step": offer.step,
        "offer": offer,
        "answers": linked(form, sight.of(course.draft), file_addresses(course.case)),
        "papers": papers_of(course, roles_of(request.actor, course.case), sight),
        "digest": draft_digest(course.case, form.id),
        "grounds": grounds_of(basis, course.procedure),
        "key": uuid4(),
        "refusal": refusal,
        **deadline_context(course, at),
    }
    status = status_of(refusal) if refusal else 200
    return render(request, "cases/seal.html", context, status=status)


def _sealed_offer(
    request: HttpRequest, course: Course, event: str, at: datetime
) -> CaseOffer | None:
    """The sealing step of this event, if it is the reader's now."""
    offers = offers_for(course, request.actor, at)
    mine = (one for one in offers if one.is_mine and one.is_sealed and one.event == event)
    return next(mine, None)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        mend = Text("请刷新页面后重新提交", "Reload the page and submit again")
        raise invalid(NOT_SEALED, "没有请求编号", "the request has no id", mend) from None


def _seal(request: HttpRequest, number: str) -> Seal:
    return get_object_or_404(readable_seals(request.actor), number=number)
