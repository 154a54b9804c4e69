"""Buttons by which a party says that something is wrong, for pages of rooms below."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import get_language

from kechuang.appeals.access import can_ask_for
from kechuang.appeals.selectors import appeal_about, corrections_of, renewed_answer
from kechuang.cases.models import Case
from kechuang.cases.selectors import procedure_of
from kechuang.design.formatting import said
from kechuang.entitlements.models import Entitlement
from kechuang.parties.models import PartyFact

register = template.Library()
KNOWN = "appeals_corrections"


@register.inclusion_tag("appeals/_correct.html", takes_context=True)
def correct_action(context: Context, fact: PartyFact) -> dict[str, Any]:
    """``{% correct_action row %}``: what became of the newest correction of this statement, and a
    button that begins one."""
    request = context["request"]
    kept: dict[int, Any] = request.__dict__.setdefault(KNOWN, {})
    if fact.party_id not in kept:
        asked = reversed(corrections_of(fact.party))
        kept[fact.party_id] = {one.fact_id: one for one in asked}
    asked_before = kept[fact.party_id].get(fact.pk)
    is_open = asked_before is not None and asked_before.ended_at is None
    may_ask = can_ask_for(request.actor, fact.party) and not (is_open or fact.is_own_word)
    return {
        "fact": fact,
        "correction": asked_before,
        "may_ask": may_ask,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("appeals/_against.html", takes_context=True)
def appeal_action(context: Context, entitlement: Entitlement) -> dict[str, Any]:
    """``{% appeal_action entitlement %}``: the newest appeal with what came of it, and a button
    that begins one."""
    appeal = appeal_about(entitlement)
    stands = appeal is None or (appeal.ended_at is not None and appeal.renewed is None)
    return {
        "entitlement": entitlement,
        "appeal": appeal,
        "renewed": renewed_answer(appeal) if appeal else None,
        "may_appeal": stands and can_ask_for(context["request"].actor, entitlement.party),
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def state_of(case: Case) -> str:
    """The case's state as the party that asked reads it."""
    wording = procedure_of(case.round.version).states[case.state].wording
    return said(wording.staff, get_language() or "zh-hans")


@register.filter
def answer_of(case: Case) -> str:
    """The reason that the authority gave with its last step; empty before any."""
    steps = case.steps.exclude(reason="").order_by("-position")
    step = steps.exclude(event="withdraw").first()
    return step.reason if step else ""
