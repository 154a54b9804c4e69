"""One item of the list, the same for everybody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kechuang.base.clock import now
from kechuang.cases.calendar import work_calendar
from kechuang.cases.presenting.clocks import Remaining, remaining
from kechuang.cases.selectors import deadlines_of
from kechuang.programmes.models import ListedItem
from kechuang.programmes.presenting.public.conditions import barriers_of, conditions_of
from kechuang.programmes.presenting.public.items import shown_item
from kechuang.programmes.presenting.public.phases import phases_of
from kechuang.programmes.presenting.public.teams import public_demand_of, teams_of
from kechuang.programmes.selectors.items import item_of

PUBLICITY = "publicity"


@require_safe
def item(request: HttpRequest, number: str) -> HttpResponse:
    """What is asked, what it may cost, who may answer until when, and who answers it."""
    return render(request, "programmes/public/item.html", item_context(found_item(number), now()))


def found_item(number: str) -> ListedItem:
    """The published item of an address."""
    try:
        return item_of(number)
    except ListedItem.DoesNotExist as error:
        raise Http404 from error


def item_context(found: ListedItem, at: datetime) -> dict[str, Any]:
    shown = shown_item(found, at)
    return {
        "item": found,
        "shown": shown,
        "phases": phases_of(found),
        "conditions": conditions_of(found.need.programme),
        "barriers": barriers_of(found),
        "demand": public_demand_of(found),
        "teams": teams_of(found),
        "deadlines": [shown.left] if shown.left else _publicity_ends(found, at),
    }


def _publicity_ends(found: ListedItem, at: datetime) -> list[Remaining]:
    if found.case.state != PUBLICITY:
        return []
    return [remaining(one, work_calendar(), at) for one in deadlines_of(found.case, at)]
