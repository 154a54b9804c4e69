"""Bids: one's own at any time, others' once they were opened; counts when they may be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kechuang.base.actors import Actor
from kechuang.programmes.access import bids_seen_by, can_read_bid
from kechuang.programmes.models import Bid, CheckResult, ListedItem
from kechuang.programmes.selectors.contents import BidContent, bid_content, typed_so_far
from kechuang.programmes.selectors.items import bidding_deadline
from kechuang.programmes.states import (
    ADMITTED,
    BEFORE_CLOSING,
    DRAFTING,
    GIVEN_UP,
    REVIEWING,
    UNCHECKED,
)


@dataclass(frozen=True)
class BidSheet:
    """A bid with what the checks last found, by kind."""

    bid: Bid
    content: BidContent
    checks: tuple[CheckResult, ...]


def visible_bids(actor: Actor) -> QuerySet[Bid]:
    """Bids of which the actor may know."""
    seen = Bid.objects.filter(bids_seen_by(actor))
    return seen.select_related("case__round__version", "item__need__case", "party")


def bid_sheet(actor: Actor, bid: Bid) -> BidSheet | None:
    """One bid with its checks; None for everybody who may not know of it."""
    if not can_read_bid(actor, bid):
        return None
    return BidSheet(bid, bid_content(typed_so_far(bid.case)), latest_checks(bid))


def latest_checks(bid: Bid) -> tuple[CheckResult, ...]:
    """The last result of each kind of check."""
    latest: dict[str, CheckResult] = {}
    for row in bid.checks.order_by("checked_at", "pk"):
        latest[row.kind] = row
    return tuple(latest.values())


def has_closed(item: ListedItem, at: datetime) -> bool:
    """Whether bidding is over at ``at``; until then nobody is told how many bids there are."""
    if item.case.state not in BEFORE_CLOSING:
        return True
    deadline = bidding_deadline(item.case)
    return deadline is not None and deadline.has_passed(at)


def sealed_bids(item: ListedItem) -> QuerySet[Bid]:
    """Bids that were handed in and not taken back."""
    return item.bids.exclude(case__state__in={DRAFTING, *GIVEN_UP})


def admitted_bids(item: ListedItem) -> QuerySet[Bid]:
    """Bids that passed the formal check."""
    return item.bids.filter(case__state__in=ADMITTED).select_related(
        "case__round__version", "party"
    )


def unchecked_bids(item: ListedItem) -> QuerySet[Bid]:
    """Bids about which the formal check is not over."""
    return item.bids.filter(case__state__in=UNCHECKED)


def bids_to_tell(item: ListedItem) -> QuerySet[Bid]:
    """Bids whose bidders still wait to learn how the item ended."""
    waiting = item.bids.filter(case__state=REVIEWING).select_related("case__round__version")
    return waiting.order_by("case__number")
