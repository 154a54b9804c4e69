"""How a firm stands to the clause of an answer, for pages of rooms below."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from kechuang.base.clock import today
from kechuang.base.registry.standing import represented_parties
from kechuang.entitlements.models import Entitlement
from kechuang.offers.selectors.lists import placed
from kechuang.offers.selectors.standing import Standings, standings_of
from kechuang.offers.selectors.verified import Words, words_about
from kechuang.offers.states import Stage
from kechuang.policies.models import PolicyClause
from kechuang.policies.selectors import listed_clause

register = template.Library()
KNOWN, UNVERIFIED = "offer_standings", "offer_unverified"
TONES: dict[str, str] = {
    Stage.OFFERED: "warn",
    Stage.PAID: "good",
    Stage.GRANTED: "good",
    Stage.ORDERED: "good",
    Stage.DECLINED: "neutral",
    Stage.LAPSED: "neutral",
    Stage.REVOKED: "bad",
    Stage.RECLAIMED: "bad",
}


@register.inclusion_tag("offers/_actions.html", takes_context=True)
def offer_actions(context: Context, entitlement: Entitlement) -> dict[str, Any]:
    """``{% offer_actions card.answer %}``: the offer or application under this answer with its
    state, else a button that begins an application with everything filled in where applications
    are taken today, else when they are."""
    standings = _standings(context, entitlement)
    told = standings.offer_under(entitlement)
    is_own = entitlement.party_id in represented_parties(context["request"].actor)
    is_asked = is_own and standings.is_unclaimed(entitlement)
    return {
        "entitlement": entitlement,
        "offer": placed([told])[0] if told else None,
        "application": standings.application_under(entitlement),
        "is_asked": is_asked,
        "is_opened": standings.is_opened,
        "may_apply": is_asked and standings.may_apply(entitlement, on=today()),
        "window": standings.window_under(entitlement, on=today()) if is_asked else None,
        "unverified": () if told else _unverified(context, entitlement).get(entitlement.pk, ()),
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def tone_of(stage: Stage) -> str:
    """The badge's tone."""
    return TONES.get(stage, "info")


@register.filter
def clause_name(pack_id: str, clause_id: str) -> str:
    """The clause in the reader's language; its identifier once it left the library."""
    try:
        return listed_clause(pack_id, clause_id).shown_title
    except PolicyClause.DoesNotExist:
        return f"{pack_id}/{clause_id}"


def _unverified(context: Context, entitlement: Entitlement) -> dict[int, Words]:
    """For every answer about the firm in the run; asked once a page."""
    request = context["request"]
    kept: dict[tuple[int, int], dict[int, Words]] = request.__dict__.setdefault(UNVERIFIED, {})
    key = (entitlement.party_id, entitlement.run_id)
    if key not in kept:
        kept[key] = words_about(entitlement.party_id, entitlement.run)
    return kept[key]


def _standings(context: Context, entitlement: Entitlement) -> Standings:
    """Asked once for a firm and a page, however many answers the page shows."""
    request = context["request"]
    kept: dict[tuple[int, int], Standings] = request.__dict__.setdefault(KNOWN, {})
    key = (entitlement.party_id, entitlement.run_id)
    if key not in kept:
        kept[key] = standings_of(entitlement.party_id, entitlement.run.on.year)
    return kept[key]
