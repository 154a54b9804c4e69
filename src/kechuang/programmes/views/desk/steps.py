"""Taking a step of a procedure from a page of the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from kechuang.base.clock import now
from kechuang.cases.models import Case
from kechuang.cases.services import take_step
from kechuang.engines.wording import Text
from kechuang.programmes.selectors.desk.finding import find_bid, find_item, find_need
from kechuang.programmes.views.desk import award, bids, items, needs
from kechuang.programmes.views.desk.answering import (
    Page,
    acted,
    found_at_desk,
    require_officer,
)

ACT = Text("办理这一步", "take this step")


@require_POST
def of_need(request: HttpRequest, number: str, event: str) -> HttpResponse:
    need = found_at_desk(find_need, request, number)
    return _taken(request, number, need.case, event, page=needs.shown, back="desk_need")


@require_POST
def of_item(request: HttpRequest, number: str, event: str) -> HttpResponse:
    item = found_at_desk(find_item, request, number)
    return _taken(request, number, item.case, event, page=items.shown, back="desk_item")


@require_POST
def of_award(request: HttpRequest, number: str, event: str) -> HttpResponse:
    item = found_at_desk(find_item, request, number)
    return _taken(request, number, item.case, event, page=award.shown, back="desk_award")


@require_POST
def of_bid(request: HttpRequest, number: str, event: str) -> HttpResponse:
    bid = found_at_desk(find_bid, request, number)
    return _taken(request, number, bid.case, event, page=bids.shown, back="desk_bid")


def _taken(
    request: HttpRequest, number: str, case: Case, event: str, *, page: Page, back: str
) -> HttpResponse:
    require_officer(request, case, ACT)
    reason = request.POST.get("reason", "")

    def act() -> object:
        return take_step(by=request.actor, at=now(), case=case, event=event, reason=reason)

    return acted(request, number, act, page=page, back=f"programmes:{back}")
