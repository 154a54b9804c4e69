"""Taking steps, and putting documents on file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kechuang.base.clock import now
from kechuang.base.errors import NotAllowed, Refusal, invalid
from kechuang.cases import services
from kechuang.cases.refusals import NOT_SAVED
from kechuang.cases.selectors import cases_seen_by
from kechuang.cases.views.cases import case_page
from kechuang.cases.views.finding import seen_case
from kechuang.engines.wording import Text
from kechuang.files.services import store_file


@require_POST
def step(request: HttpRequest, number: str, event: str) -> HttpResponse:
    """One step; when it is refused, the case is shown again with all that stands against it."""
    case = seen_case(request, number)
    reason = request.POST.get("reason", "")
    try:
        services.take_step(by=request.actor, at=now(), case=case, event=event, reason=reason)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return case_page(request, seen_case(request, number), refusal=refusal)
    if cases_seen_by(request.actor).filter(pk=case.pk).exists():
        return redirect("cases:case", number)
    return redirect("cases:list")


@require_POST
def attach_document(request: HttpRequest, number: str, document: str) -> HttpResponse:
    """A document that a step wants; the file itself is checked before it is kept."""
    case = seen_case(request, number)
    try:
        _attach(request, number, document)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return case_page(request, case, refusal=refusal)
    return redirect("cases:case", number)


def _attach(request: HttpRequest, number: str, document: str) -> None:
    case, sent, at = seen_case(request, number), request.FILES.get("file"), now()
    if sent is None:
        mend = Text("请选择文件后再上传", "Choose a file and upload it")
        raise invalid(NOT_SAVED, "没有选择文件", "no file was chosen", mend)
    file = store_file(
        by=request.actor,
        at=at,
        name=sent.name or document,
        content=sent.read(),
        party_id=case.party_id,
    )
    services.attach_document(by=request.actor, at=at, case=case, document=document, file=file)
