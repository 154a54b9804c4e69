"""Finding registered parties while typing; names and credit codes are public."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kechuang.base.errors import Text, require
from kechuang.cases.filling import Box, Place, place_of
from kechuang.engines.flow import Field, FieldType
from kechuang.parties.selectors import listed_parties

SHORTEST, MOST = 2, 8
NO_WORDS = Text("", "")
FIND = Text("查找单位", "look up parties")


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The parties whose name holds what was typed, or whose code begins with it."""
    require(request.actor.is_known, FIND)
    place = _place(request)
    parts = (request.GET.get(place.part(part), "") for part in ("name", "code"))
    sought = next((part.strip() for part in parts if part.strip()), "")
    is_enough = len(sought) >= SHORTEST
    called = Q(name__icontains=sought) | Q(credit_code__istartswith=sought)
    parties = listed_parties().filter(called).order_by("name")[:MOST] if is_enough else ()
    context = {"place": place, "parties": parties, "sought": is_enough}
    return render(request, "cases/found_parties.html", context)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The inputs of one place with the chosen party in them."""
    require(request.actor.is_known, FIND)
    place = _place(request)
    party = request.GET.get("party", "")
    chosen = get_object_or_404(listed_parties(), pk=int(party) if party.isdecimal() else 0)
    field = Field(place.column or place.field, FieldType.PARTY, NO_WORDS, 0)
    box = Box(field, place, {"code": chosen.credit_code, "name": chosen.name})
    answer = render(request, box.template, {"box": box})
    answer["HX-Trigger-After-Swap"] = "party-chosen"
    return answer


def _place(request: HttpRequest) -> Place:
    place = place_of(request.GET.get("at", ""))
    if place is None:
        raise Http404
    return place
