"""An item from its publication to the review: the bids after the opening, and what comes next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.cases.selectors import procedure_of
from kechuang.programmes.models import ItemReview, ListedItem
from kechuang.programmes.presenting.desk.acts import acts_of
from kechuang.programmes.presenting.desk.bids import bid_rows
from kechuang.programmes.presenting.desk.ranking import ranking_shown
from kechuang.programmes.presenting.desk.titles import topic_of
from kechuang.programmes.presenting.desk.waiting import left_of
from kechuang.programmes.selectors.bids import admitted_bids, has_closed, sealed_bids
from kechuang.programmes.selectors.contents import need_of
from kechuang.programmes.selectors.desk.finding import find_item, is_readable
from kechuang.programmes.selectors.desk.stages import Stage, stage_of
from kechuang.programmes.selectors.items import closes_on, public_item
from kechuang.programmes.states import BIDDING_CLOCK
from kechuang.programmes.views.desk.answering import found_at_desk
from kechuang.reviews.selectors import progress_of

ON_THE_WAY = (Stage.BIDDING, Stage.CHECKING, Stage.REVIEWING, Stage.AWARDING, Stage.RUNNING)
BEFORE_THE_AWARD = frozenset({Stage.BIDDING, Stage.CHECKING, Stage.REVIEWING})


@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return shown(request, number)


def shown(request: HttpRequest, number: str, /, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of an item; ``more`` brings a refusal."""
    item, at = found_at_desk(find_item, request, number), now()
    case, stage = item.case, stage_of(item.case.state)
    is_counted, procedure = has_closed(item, at), procedure_of(case.round.version)
    acts = acts_of(case, request.actor, at, address="desk_item_step", number=number)
    context = {
        "item": item,
        "case": case,
        "public": public_item(item),
        "topic": topic_of(case),
        "demander": _demander(request, item),
        "state": procedure.states[case.state].wording.staff,
        "strip": strip_of(stage),
        "left": left_of(case, at),
        "closes_on": closes_on(item),
        "closes_at": procedure.clocks[BIDDING_CLOCK].closes,
        "bid_count": sealed_bids(item).count() if is_counted else None,
        "admitted": admitted_bids(item).count() if is_counted else None,
        "bids": bid_rows(request.actor, item),
        "acts": acts if stage in BEFORE_THE_AWARD else None,
        "has_award": stage in {Stage.AWARDING, Stage.RUNNING} or item.awards.exists(),
        **_review(request, item),
        **more,
    }
    return render(request, "programmes/desk/item.html", context, status=status)


def strip_of(stage: Stage) -> list[tuple[str, str]]:
    """Each stage with ``past``, ``now`` or ``next``, in order; all past once it is over."""
    place = ON_THE_WAY.index(stage) if stage in ON_THE_WAY else len(ON_THE_WAY)
    return [
        (str(one.label), "past" if number < place else "now" if number == place else "next")
        for number, one in enumerate(ON_THE_WAY)
    ]


def _review(request: HttpRequest, item: ListedItem) -> dict[str, Any]:
    review = ItemReview.objects.filter(item=item).select_related("round").first()
    if review is None:
        return {}
    return {
        "review": review,
        "progress": progress_of(request.actor, review.round),
        "ranking": ranking_shown(request.actor, item, get_language() or "zh-hans"),
    }


def _demander(request: HttpRequest, item: ListedItem) -> str:
    """Who posed the item, where the procedure lets the desk read it."""
    is_told = is_readable(request.actor, item.case, "demander_unit")
    return need_of(item.case).demander.name if is_told else ""
