"""Beginning a bid, and one's own bid with what the rules found and what to answer."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.errors import NotAllowed, Refusal
from kechuang.base.registry.forms import form_page
from kechuang.cases.services import take_step
from kechuang.design.answering import posted
from kechuang.design.refusals import status_of
from kechuang.programmes.forms.applicant import AppealForm, BidForm
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.presenting.applicant.bids import bid_context
from kechuang.programmes.presenting.applicant.findings import early_findings, findings_about
from kechuang.programmes.presenting.public.conditions import barriers_of
from kechuang.programmes.presenting.public.items import shown_item
from kechuang.programmes.selectors.own import own_bids, own_parties
from kechuang.programmes.services import begin_bid
from kechuang.programmes.states import GIVEN_UP
from kechuang.programmes.views.public.items import found_item

INVALID = 422
APPEAL = "appeal"


@form_page
@login_required
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """What is known of each of the reader's units before they type; a POST begins the bid."""
    item = found_item(number)
    form = BidForm(posted(request), parties=own_parties(request.actor))
    if not form.is_valid():
        return _beginning(request, item, form, status=INVALID if form.errors else 200)
    try:
        bid = begin_bid(by=request.actor, at=now(), item=item, party=form.cleaned_data["party"])
    except NotAllowed:
        raise
    except Refusal as refusal:
        return _beginning(request, item, form, refusal=refusal, status=status_of(refusal))
    return redirect("cases:fill", bid.case.number, "bid")


@require_safe
@login_required
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """The reader's own bid: the consortium, what was found, what to do next."""
    return _bid_page(request, _own_bid(request, number))


@require_POST
@login_required
def appeal(request: HttpRequest, number: str) -> HttpResponse:
    """Answers to findings, as the reason of the step ``appeal``."""
    bid = _own_bid(request, number)
    form = AppealForm(request.POST, findings=findings_about(bid, now()))
    if not form.is_valid():
        return _bid_page(request, bid, form=form, status=INVALID)
    try:
        take_step(by=request.actor, at=now(), case=bid.case, event=APPEAL, reason=form.statement)
    except NotAllowed:
        raise
    except Refusal as refusal:
        again = _own_bid(request, number)
        return _bid_page(request, again, form=form, refusal=refusal, status=status_of(refusal))
    return redirect("programmes:bid", number)


def _own_bid(request: HttpRequest, number: str) -> Bid:
    return get_object_or_404(own_bids(request.actor), case__number=number)


def _beginning(
    request: HttpRequest,
    item: ListedItem,
    form: BidForm,
    *,
    refusal: Refusal | None = None,
    status: int,
) -> HttpResponse:
    at, parties = now(), list(own_parties(request.actor))
    standing = own_bids(request.actor).filter(item=item).exclude(case__state__in=GIVEN_UP)
    context = {
        "item": item,
        "shown": shown_item(item, at),
        "form": form,
        "refusal": refusal,
        "standing": standing,
        "units": [(party, early_findings(item, party, at)) for party in parties],
        "barriers": barriers_of(item),
    }
    return render(request, "programmes/applicant/begin_bid.html", context, status=status)


def _bid_page(
    request: HttpRequest,
    bid: Bid,
    *,
    form: AppealForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    at = now()
    findings = findings_about(bid, at)
    context: dict[str, Any] = bid_context(request.actor, bid, findings, at) | {
        "form": form or AppealForm(findings=findings),
        "refusal": refusal,
    }
    return render(request, "programmes/applicant/bid.html", context, status=status)
