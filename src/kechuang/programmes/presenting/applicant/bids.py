"""One's own bid: who does what for which share, what was found, and how to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from kechuang.base.actors import Actor
from kechuang.cases.access import roles_of
from kechuang.cases.models import Case
from kechuang.cases.presenting.offers import choices_of
from kechuang.cases.presenting.states import state_tone, state_words
from kechuang.cases.presenting.waiting import time_left
from kechuang.cases.selectors import course_of, offers_for, procedure_of
from kechuang.programmes.models import Bid
from kechuang.programmes.presenting.applicant.findings import Told
from kechuang.programmes.selectors.contents import BidContent, bid_content, typed_so_far
from kechuang.programmes.states import DRAFTING, SEALED

WHOLE_BP, BP_PER_PERCENT = 10_000, 100
APPEAL, SUPPLEMENT = "appeal", "supplement"
ASKING = ("ask_supplement", "reject")


@dataclass(frozen=True, slots=True)
class Share:
    """One unit of the consortium; a lead without partners bears the whole."""

    name: str
    duty: str
    share_bp: int
    is_lead: bool


def bid_context(actor: Actor, bid: Bid, findings: Sequence[Told], at: datetime) -> dict[str, Any]:
    case, content = bid.case, bid_content(typed_so_far(bid.case))
    procedure = procedure_of(case.round.version)
    choices = choices_of(procedure, offers_for(course_of(case, at), actor, at))
    left = None if case.is_closed else time_left(case, at)
    openings = {one.offer.event for one in choices.mine if one.offer.is_open}
    return {
        "bid": bid,
        "case": case,
        "item": bid.item,
        "state": state_words(procedure, case.state, roles_of(actor, case), is_staff=False),
        "tone": state_tone(procedure, case.state, is_waiting=choices.has_open),
        "choices": choices,
        "deadlines": [left] if left else [],
        "is_unsealed": case.state in (DRAFTING, SEALED),
        "content": content,
        "shares": shares_of(content),
        "total_bp": sum(_bp(member.share) for member in content.members),
        "findings": findings,
        "may_appeal": APPEAL in openings,
        "asks_supplement": any(one.offer.event == SUPPLEMENT for one in choices.mine),
        "asked": _asked(case),
        "award": getattr(bid, "award", None),
    }


def shares_of(content: BidContent) -> tuple[Share, ...]:
    """The consortium as typed; a bid without partners is the lead's alone."""
    if not content.is_consortium:
        return (Share(content.lead.name, "", WHOLE_BP, is_lead=True),)
    return tuple(
        Share(one.unit.name, one.duty, _bp(one.share), is_lead=one.unit == content.lead)
        for one in content.members
    )


def _asked(case: Case) -> str:
    """What the officer last asked for, or gave as the reason for turning the bid down."""
    last = case.steps.filter(event__in=ASKING, waiting_for=0).order_by("position").last()
    return last.reason if last else ""


def _bp(percent: Decimal) -> int:
    return int(percent * BP_PER_PERCENT)
