"""One offer, a firm's own offers, its answers, and applications begun from an answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.errors import Text, require
from kechuang.base.registry.standing import represented_parties
from kechuang.cases.access import can_see
from kechuang.design.answering import answer as answer_form
from kechuang.entitlements.models import Entitlement
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.ledger.presenting.claims import ClaimView, claim_view
from kechuang.offers.access import can_answer_for
from kechuang.offers.forms.lists import ReasonForm
from kechuang.offers.forms.offers import ClawBackForm
from kechuang.offers.models import Offer
from kechuang.offers.selectors.lists import offer_by_id, offers_of_parties, placed
from kechuang.offers.selectors.reasons import answer_of, facts_used
from kechuang.offers.selectors.standing import applications_of, reminders_of
from kechuang.offers.services import answer_offer, ask_claw_back, start_application
from kechuang.offers.services.paying import grant_plan
from kechuang.offers.states import OFFERED, Stage

CLAIMABLE = (Stage.PAID, Stage.RECLAIMED)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one's own firm was offered, applied for, and has not claimed."""
    parties = represented_parties(request.actor)
    require(bool(parties), Text("查看本单位的免申即享", "see your firm's offers"))
    context = {
        "offers": placed(offers_of_parties(parties)),
        "applications": applications_of(parties),
        "reminders": reminders_of(parties),
    }
    return render(request, "offers/mine.html", context)


@require_safe
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """One offer: how much and why, how far it is, and what its reader may do."""
    found = seen_offer(request, pk)
    return render(request, "offers/offer.html", _context(request, found))


@require_POST
def answer(request: HttpRequest, pk: int, event: str) -> HttpResponse:
    """The firm confirms, declines or objects."""
    found = seen_offer(request, pk)
    reason = request.POST.get("reason", "")
    answer_offer(by=request.actor, at=now(), offer=found, event=event, reason=reason)
    messages.success(request, _("已收到答复。"))
    return redirect("offers:offer", pk=found.pk)


@require_POST
def claw_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask back what was paid; another person approves it in the ledger."""
    found = seen_offer(request, pk)
    require(can_prepare(request.actor), Text("提出追回", "ask for a claw-back"))
    form = ClawBackForm(request.POST)

    def act() -> HttpResponse:
        asked = ask_claw_back(by=request.actor, at=now(), offer=found, **form.cleaned_data)
        return redirect("ledger:instruction", pk=asked.pk)

    context = {**_context(request, found), "claw_back_form": form}
    return answer_form(request, form, act, template="offers/offer.html", **context)


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an application with everything that is known filled in."""
    entitlement = get_object_or_404(Entitlement.objects.select_related("party", "run"), pk=pk)
    begun = start_application(by=request.actor, at=now(), entitlement=entitlement)
    return redirect("cases:fill", number=begun.case.number, form="application")


def seen_offer(request: HttpRequest, pk: int) -> Offer:
    try:
        return offer_by_id(request.actor, pk)
    except Offer.DoesNotExist as missing:
        raise Http404 from missing


def _context(request: HttpRequest, found: Offer) -> dict[str, Any]:
    (at,), told = placed([found]), answer_of(found.entitlement)
    waits = found.case is not None and found.case.state == OFFERED
    may_claim = at.stage in CLAIMABLE and can_prepare(request.actor)
    return {
        "at": at,
        "offer": found,
        "list": found.offer_list,
        "answer": told,
        "facts": facts_used(told),
        "may_answer": waits and can_answer_for(request.actor, found.party),
        "reason_form": ReasonForm(),
        "claw_back_form": ClawBackForm() if may_claim else None,
        "reads_case": found.case is not None and can_see(request.actor, found.case),
        "reads_books": can_read_books(request.actor),
        "claim": _claim(request, found),
    }


def _claim(request: HttpRequest, found: Offer) -> ClaimView | None:
    """What stands against paying it, for those who read the books."""
    if not can_read_books(request.actor) or found.grant_id:
        return None
    return claim_view(grant_plan(found).claim)
