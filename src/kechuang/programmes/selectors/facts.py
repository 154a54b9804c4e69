"""The facts of the packs that this half of the room knows; unknown ones are left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kechuang.cases.models import Case
from kechuang.cases.selectors import settled_options
from kechuang.engines.flow import Reference, Value
from kechuang.programmes.models import Bid, ItemReview, ListedItem, Need
from kechuang.programmes.selectors.awards import (
    OPENED,
    fewest_reports,
    reports_of,
    winners,
)
from kechuang.programmes.selectors.bids import (
    admitted_bids,
    has_closed,
    sealed_bids,
    unchecked_bids,
)
from kechuang.programmes.selectors.checks import bid_check_facts, item_check_facts
from kechuang.programmes.selectors.contents import handed_in
from kechuang.programmes.selectors.items import closes_on
from kechuang.programmes.selectors.needs import board_of, ruling_of
from kechuang.programmes.states import (
    ADMITTED,
    AWARDED,
    COUNTED,
    FAILED,
    FILED,
    REVIEWED,
    UNCHECKED,
    UNDECIDED,
)

SECTOR = "sector"
ITEM_FACTS = (
    "listable_points",
    "is_duplicate",
    "bid_count",
    "eligible_count",
    "unchecked_count",
    "fewest_reports",
    "winner",
    "affiliation_found",
    "dishonesty_found",
    "leads_elsewhere",
    "funding_ratio_met",
    "in_sector",
)
BID_FACTS = (
    "bids_close_on",
    "appeals_taken",
    "supplements_asked",
    "affiliation_found",
    "dishonesty_found",
    "leads_elsewhere",
    "funding_ratio_met",
    "shares_add_up",
    "has_local_host",
    "report_count",
    "is_winner",
)


def item_facts(case: Case, at: datetime) -> Mapping[str, Value]:
    """Facts of an item, each from where it is computed and never from what somebody typed; those
    that some step from the present state asks for."""
    need = Need.objects.filter(case=case).select_related("programme__measures").first()
    if need is None:
        return {}
    need.case = case
    if case.state == FILED:
        return _listing_facts(need)
    item = ListedItem.objects.filter(need=need).first()
    if item is None:
        return {}
    item.need = need
    return _bidding_facts(item, at) | _review_facts(item) | _award_facts(item, at)


def bid_facts(case: Case, at: datetime) -> Mapping[str, Value]:
    """Facts of a bid; the checks' only once it was opened."""
    bid = Bid.objects.filter(case=case).select_related("item__need__case__round__version").first()
    if bid is None:
        return {}
    bid.case = case
    facts: dict[str, Value] = {
        "appeals_taken": case.steps.filter(event="appeal").count(),
        "supplements_asked": case.steps.filter(event="ask_supplement").count(),
    }
    if (last_day := closes_on(bid.item)) is not None:
        facts["bids_close_on"] = last_day
    if bid.opened_at is not None and case.state in UNCHECKED:
        facts |= bid_check_facts(bid, at)
    return facts | _outcome_facts(bid)


def _listing_facts(need: Need) -> dict[str, Value]:
    facts: dict[str, Value] = {}
    board, ruling = board_of(need), ruling_of(need)
    if board.points is not None:
        facts["listable_points"] = board.points
    if ruling is not None:
        facts["is_duplicate"] = ruling.is_duplicate
    sector, sectors = handed_in(need.case).get(SECTOR), listed_sectors(need)
    if sectors is not None and sector is not None:
        facts["in_sector"] = sector in sectors
    return facts


def listed_sectors(need: Need) -> tuple[str, ...] | None:
    """The sectors to which the round is limited; None where it is not."""
    options = settled_options(need.programme.items_round)
    named = options.get("sectors")
    if options.get("only_sectors") is not True:
        return None
    return tuple(map(str, named)) if isinstance(named, tuple) else (str(named),)


def _bidding_facts(item: ListedItem, at: datetime) -> dict[str, Value]:
    """Nothing about how many bid before bidding is over."""
    if item.case.state not in COUNTED or not has_closed(item, at):
        return {}
    return {
        "bid_count": sealed_bids(item).count(),
        "eligible_count": admitted_bids(item).count(),
        "unchecked_count": unchecked_bids(item).count(),
    }


def _review_facts(item: ListedItem) -> dict[str, Value]:
    fewest = fewest_reports(item) if item.case.state == REVIEWED else None
    return {} if fewest is None else {"fewest_reports": fewest}


def _award_facts(item: ListedItem, at: datetime) -> dict[str, Value]:
    """Who is to win, and what the rules find about all that are."""
    chosen = winners(item) if item.case.state in UNDECIDED else ()
    if not chosen:
        return {}
    first = chosen[0].party
    return {"winner": Reference(first.credit_code, first.name), **item_check_facts(chosen, at)}


def _outcome_facts(bid: Bid) -> dict[str, Value]:
    """How many reports came in, and whether it won: once the item is decided."""
    facts: dict[str, Value] = {}
    if bid.case.state in ADMITTED:
        review = ItemReview.objects.filter(item=bid.item, round__phase__in=OPENED).first()
        if review is not None:
            facts["report_count"] = reports_of(bid, review.round)
    if bid.item.case.state in AWARDED | FAILED:
        facts["is_winner"] = hasattr(bid, "award")
    return facts
