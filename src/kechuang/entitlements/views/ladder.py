"""Where a party stands on the ladder of titles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kechuang.base.clock import today
from kechuang.entitlements.climbing import WARNED_DAYS, expiries_of, ladders_of
from kechuang.entitlements.views.asked import party_asked_about
from kechuang.parties.access import can_state_facts
from kechuang.parties.selectors import fact_sheet
from kechuang.policies.selectors import packs_in_force


@require_safe
def ladder(request: HttpRequest, pk: int) -> HttpResponse:
    """The stage, the gap to the next one, and the titles that run out."""
    party, on = party_asked_about(request, pk), today()
    packs, sheet = packs_in_force(on), fact_sheet(party)
    ladders = ladders_of(packs, sheet, on=on)
    context = {
        "party": party,
        "on": on,
        "ladders": [(one, one.told(get_language() or "zh-hans")) for one in ladders],
        "expiries": expiries_of(packs, sheet, on=on),
        "warned_days": WARNED_DAYS,
        "states_facts": can_state_facts(request.actor, party),
    }
    return render(request, "entitlements/ladder.html", context)
