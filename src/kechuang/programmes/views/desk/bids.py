"""The formal check of a bid: what each rule found, and facts that people add to it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.cases.selectors import procedure_of
from kechuang.engines.wording import Text
from kechuang.files.services import store_file
from kechuang.programmes import services
from kechuang.programmes.access import is_officer
from kechuang.programmes.forms.desk import FindingForm
from kechuang.programmes.models import Bid
from kechuang.programmes.presenting.desk.acts import acts_of
from kechuang.programmes.presenting.desk.bids import name_of, sections_of_bid
from kechuang.programmes.presenting.desk.checks import checkings_of, rules_of
from kechuang.programmes.presenting.desk.supplied import supplied_of
from kechuang.programmes.presenting.desk.titles import topic_of
from kechuang.programmes.presenting.desk.waiting import left_of
from kechuang.programmes.selectors.desk.finding import find_bid
from kechuang.programmes.states import CHECKING
from kechuang.programmes.views.desk.answering import (
    acted,
    acted_on_form,
    found_at_desk,
    require_officer,
)

CHECK = Text("办理形式审查", "make the formal check")
SUPPLY = Text("补充核查事实", "supply a fact for the check")
BACK = "programmes:desk_bid"


@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return shown(request, number)


@require_POST
def check(request: HttpRequest, number: str) -> HttpResponse:
    """The rules judge anew, for example after a register was corrected."""
    bid = found_at_desk(find_bid, request, number)
    require_officer(request, bid.case, CHECK)

    def act() -> object:
        return services.check_bid(by=request.actor, at=now(), bid=bid)

    return acted(request, number, act, page=shown, back=BACK)


@require_POST
def supply(request: HttpRequest, number: str) -> HttpResponse:
    """A fact read outside the platform, with the document that shows it."""
    bid = found_at_desk(find_bid, request, number)
    require_officer(request, bid.case, SUPPLY)
    form = FindingForm(request.POST, request.FILES)
    return acted_on_form(
        request,
        number,
        form,
        lambda: _supply(request, bid, form),
        page=shown,
        back=BACK,
        called="finding_form",
    )


def shown(request: HttpRequest, number: str, /, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a bid; ``more`` brings a refusal, or a form as it was sent."""
    bid, at = found_at_desk(find_bid, request, number), now()
    case, actor = bid.case, request.actor
    name = name_of(actor, bid)
    context = {
        "bid": bid,
        "case": case,
        "item": bid.item,
        "topic": topic_of(bid.item.case),
        "name": name,
        "state": procedure_of(case.round.version).states[case.state].wording.staff,
        "left": left_of(case, at),
        "rules": rules_of(bid, at, is_named=bool(name)),
        "is_live": case.state == CHECKING,
        "checkings": checkings_of(bid),
        "supplied": supplied_of(bid) if name else (),
        "answers": sections_of_bid(actor, bid),
        "acts": acts_of(case, actor, at, address="desk_bid_step", number=number),
        "may_check": is_officer(actor, case) and case.state == CHECKING,
        "finding_form": FindingForm(),
        **more,
    }
    return render(request, "programmes/desk/bid.html", context, status=status)


@transaction.atomic
def _supply(request: HttpRequest, bid: Bid, form: FindingForm) -> object:
    """The document is kept only together with the fact that it shows."""
    at, given = now(), form.cleaned_data
    sent = given["document"]
    document = store_file(by=request.actor, at=at, name=sent.name, content=sent.read())
    return services.supply_finding(
        by=request.actor,
        at=at,
        bid=bid,
        kind=given["kind"],
        is_found=given["is_found"] == "yes",
        statement=given["statement"],
        source=given["source"],
        document=document,
    )
