"""From the ranking to the award: the choice, the proposal, the approvals, the money."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_POST, require_safe

from kechuang.base.clock import now
from kechuang.base.registry.forms import ReasonForm
from kechuang.cases.presenting.publicity import publicity_context
from kechuang.cases.selectors import procedure_of
from kechuang.engines.wording import Text
from kechuang.ledger.access import can_prepare, can_read_books
from kechuang.programmes import services
from kechuang.programmes.access import is_officer
from kechuang.programmes.models import ListedItem
from kechuang.programmes.presenting.desk.acts import acts_of
from kechuang.programmes.presenting.desk.award import approvals_of, steps_of
from kechuang.programmes.presenting.desk.ranking import ranking_shown
from kechuang.programmes.presenting.desk.titles import topic_of
from kechuang.programmes.presenting.desk.waiting import left_of
from kechuang.programmes.presenting.desk.winners import (
    awards_of,
    choice_of,
    passed_over,
    proposals_of,
)
from kechuang.programmes.selectors.bids import bids_to_tell
from kechuang.programmes.selectors.desk.board import round_money
from kechuang.programmes.selectors.desk.finding import find_bid, find_item
from kechuang.programmes.selectors.desk.stages import stage_of
from kechuang.programmes.selectors.execution.uncontracted import uncontracted_awards
from kechuang.programmes.states import AWARDED, FAILED, PROPOSING, UNDECIDED
from kechuang.programmes.views.desk.answering import (
    acted,
    acted_on_form,
    found_at_desk,
    require_officer,
)
from kechuang.programmes.views.desk.items import strip_of

PASS_OVER, TELL = Text("不予建议", "pass over a bid"), Text("告知评审结果", "tell the outcome")


@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return shown(request, number)


@require_POST
def pass_over(request: HttpRequest, number: str) -> HttpResponse:
    """Not to propose a bid that would win; the next in the ranking takes its place."""
    bid = found_at_desk(find_bid, request, number)
    require_officer(request, bid.item.case, PASS_OVER)
    form = ReasonForm(request.POST)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return services.pass_over(by=request.actor, at=now(), bid=bid, reason=reason)

    return acted_on_form(
        request,
        bid.item.number,
        form,
        act,
        page=shown,
        back="programmes:desk_award",
        called="reason_form",
    )


@require_POST
def tell(request: HttpRequest, number: str) -> HttpResponse:
    """Every bidder learns at once how it ended."""
    item = found_at_desk(find_item, request, number)
    require_officer(request, item.case, TELL)

    def act() -> None:
        told = services.tell_outcome(by=request.actor, at=now(), item=item)
        words = ngettext("已告知 %(count)d 家揭榜方。", "已告知 %(count)d 家揭榜方。", len(told))
        messages.success(request, words % {"count": len(told)})

    return acted(request, number, act, page=shown, back="programmes:desk_award")


def shown(request: HttpRequest, number: str, /, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of an award; ``more`` brings a refusal, or a form as it was sent."""
    item, at = found_at_desk(find_item, request, number), now()
    case, actor = item.case, request.actor
    acts = acts_of(case, actor, at, address="desk_award_step", number=number)
    context = {
        "item": item,
        "case": case,
        "topic": topic_of(case),
        "state": procedure_of(case.round.version).states[case.state].wording.staff,
        "strip": strip_of(stage_of(case.state)),
        "left": left_of(case, at),
        "ranking": ranking_shown(actor, item, get_language() or "zh-hans"),
        "steps": steps_of(case),
        "approvals": approvals_of(case),
        "acts": acts if case.state in UNDECIDED else None,
        "to_tell": bids_to_tell(item).count() if _may_tell(request, item) else 0,
        "may_pass_over": case.state == PROPOSING and is_officer(actor, case),
        "reason_form": ReasonForm(),
        **_money(request, item),
        **publicity_context(actor, case),
        **more,
    }
    return render(request, "programmes/desk/award.html", context, status=status)


def _may_tell(request: HttpRequest, item: ListedItem) -> bool:
    case = item.case
    return case.state in AWARDED | FAILED and is_officer(request.actor, case)


def _money(request: HttpRequest, item: ListedItem) -> dict[str, Any]:
    actor, at = request.actor, now()
    return {
        "choice": choice_of(actor, item),
        "proposals": proposals_of(actor, item, at),
        "passed": passed_over(actor, item),
        "awards": awards_of(actor, item),
        "money": round_money(actor, item.need.programme),
        "may_read_books": can_read_books(actor),
        "may_draft": can_prepare(actor) and uncontracted_awards().filter(item=item).exists(),
    }
