"""The buttons of a list."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kechuang.base.clock import now
from kechuang.base.errors import require
from kechuang.ledger.refusals import AlikeGrant
from kechuang.offers.access import can_handle_lists
from kechuang.offers.models import OfferList
from kechuang.offers.presenting.acts import DROP, FUND, PAY, SEND
from kechuang.offers.services import (
    advance_offers,
    draft_payments,
    drop_list,
    fund_list,
    issue_list,
)
from kechuang.offers.services.issuing import ISSUING
from kechuang.offers.states import APPROVE, ISSUE, PUBLICISE
from kechuang.offers.tasks import tell_firms
from kechuang.offers.views.lists import seen_list

MOST_TOLD = 5
REASON, LONGEST_REASON, LONGEST_NUMBER = "reason_", 300, 18
Doing = Callable[[HttpRequest, OfferList], HttpResponse]


@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Hold the money, tell the firms, publicise, approve, list for payment, or drop."""
    if name not in ACTS:
        raise Http404
    return ACTS[name](request, seen_list(request, number))


def _fund(request: HttpRequest, found: OfferList) -> HttpResponse:
    fund_list(by=request.actor, at=now(), offer_list=found)
    messages.success(request, _("资金已预留，可以告知企业。"))
    return _back(found)


def _issue(request: HttpRequest, found: OfferList) -> HttpResponse:
    issue_list(by=request.actor, at=now(), offer_list=found)
    return _tell(request, found)


def _send(request: HttpRequest, found: OfferList) -> HttpResponse:
    require(can_handle_lists(request.actor), ISSUING)
    return _tell(request, found)


def _tell(request: HttpRequest, found: OfferList) -> HttpResponse:
    tell_firms.enqueue(found.pk)
    messages.success(request, _("正在逐家告知，稍后刷新本页查看进度。"))
    return _back(found)


def _advance(event: str) -> Doing:
    def doing(request: HttpRequest, found: OfferList) -> HttpResponse:
        done = advance_offers(
            by=request.actor, at=now(), offer_list=found, event=event, reasons=_reasons(request)
        )
        if done.taken:
            messages.success(request, _("已办理 %(count)s 家。") % {"count": done.taken})
        alike = [each for each in done.refused if isinstance(each[1], AlikeGrant)]
        for offer, refusal in [each for each in done.refused if each not in alike][:MOST_TOLD]:
            why = refusal.said_in(get_language() or "zh-hans")
            messages.error(request, f"{offer.party.shown_name}: {why}")
        if not done.taken and not done.refused:
            messages.info(request, _("没有等您办理的企业。"))
        if alike:
            context = {"offer_list": found, "stopped": alike}
            return render(request, "offers/stopped.html", context, status=409)
        return _back(found)

    return doing


def _reasons(request: HttpRequest) -> dict[int, str]:
    """What was written beside each offer that was stopped."""
    sent = ((name.removeprefix(REASON), said) for name, said in request.POST.items()
            if name.startswith(REASON))  # fmt: skip
    return {
        int(pk): str(said)[:LONGEST_REASON]
        for pk, said in sent
        if pk.isdecimal() and len(pk) <= LONGEST_NUMBER
    }


def _pay(request: HttpRequest, found: OfferList) -> HttpResponse:
    run = draft_payments(by=request.actor, at=now(), offer_list=found)
    messages.success(request, _("已编制支付批次，等待另外两人审批。"))
    return redirect("ledger:run", number=run.number)


def _drop(request: HttpRequest, found: OfferList) -> HttpResponse:
    reason = request.POST.get("reason", "")
    drop_list(by=request.actor, at=now(), offer_list=found, reason=reason)
    messages.success(request, _("清单已作废。"))
    return _back(found)


def _back(found: OfferList) -> HttpResponse:
    return redirect("offers:list", number=found.number)


ACTS: dict[str, Doing] = {
    FUND: _fund,
    ISSUE: _issue,
    SEND: _send,
    PUBLICISE: _advance(PUBLICISE),
    APPROVE: _advance(APPROVE),
    PAY: _pay,
    DROP: _drop,
}
