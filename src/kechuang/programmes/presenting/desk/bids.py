"""The bids of an item as the desk lists them, and one of them to be read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kechuang.base.actors import Actor
from kechuang.cases.presenting.sections import LinkedAnswer, file_addresses, linked
from kechuang.cases.selectors import procedure_of
from kechuang.engines.wording import Text
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.presenting.desk.checks import verdicts_of
from kechuang.programmes.selectors.contents import bid_content, handed_in
from kechuang.programmes.selectors.desk.finding import desk_bids, is_readable
from kechuang.programmes.selectors.desk.stages import BidStage, bid_stage_of

TONES = {
    BidStage.CHECKING: "warn",
    BidStage.REVIEWING: "info",
    BidStage.CHOSEN: "good",
    BidStage.INELIGIBLE: "bad",
}
FORM, LEAD = "bid", "lead_unit"


@dataclass(frozen=True, slots=True)
class BidRow:
    """``name`` is empty where the procedure does not yet say whose the bid is."""

    bid: Bid
    name: str
    state: Text
    tone: str
    grant_fen: int | None
    verdicts: tuple[tuple[str, str], ...]


def bid_rows(actor: Actor, item: ListedItem) -> tuple[BidRow, ...]:
    """The opened bids for the item; none before the opening."""
    found = desk_bids(actor).filter(item=item).order_by("case__number")
    return tuple(_row(actor, bid) for bid in found)


def sections_of_bid(actor: Actor, bid: Bid) -> tuple[LinkedAnswer, ...]:
    """What was sealed, field by field, as far as the procedure lets the reader see it now."""
    form = procedure_of(bid.case.round.version).forms[FORM]
    fields = tuple(one for one in form.fields if is_readable(actor, bid.case, one.id))
    values, files = handed_in(bid.case), file_addresses(bid.case)
    return linked(replace(form, fields=fields), values, files)


def name_of(actor: Actor, bid: Bid) -> str:
    """Who leads the bid, where that may be told."""
    return bid.party.shown_name if is_readable(actor, bid.case, LEAD) else ""


def _row(actor: Actor, bid: Bid) -> BidRow:
    state = procedure_of(bid.case.round.version).states[bid.case.state]
    return BidRow(
        bid,
        name_of(actor, bid),
        state.wording.staff,
        TONES.get(bid_stage_of(bid.case.state), "neutral"),
        bid_content(handed_in(bid.case)).grant_fen,
        verdicts_of(bid),
    )
