"""What this room tells and does for the procedures of challenges."""

from __future__ import annotations

from kechuang.cases.connections import perform, provide_facts
from kechuang.programmes.selectors.facts import bid_facts, item_facts
from kechuang.programmes.services.awarding import reserve_money
from kechuang.programmes.services.bidding import accept_seal, open_bids
from kechuang.programmes.services.checking import admit_bid
from kechuang.programmes.services.listing import publish_item
from kechuang.programmes.services.reviewing import start_review
from kechuang.programmes.states import BID_PROCEDURE, ITEM_PROCEDURE


def connect() -> None:
    """From the need to the award; a place's option pack is served through the pack it adopts."""
    provide_facts(ITEM_PROCEDURE, item_facts)
    provide_facts(BID_PROCEDURE, bid_facts)
    perform(ITEM_PROCEDURE, "publish_list", publish_item)
    perform(ITEM_PROCEDURE, "open_bids", open_bids)
    perform(ITEM_PROCEDURE, "start_review", start_review)
    perform(ITEM_PROCEDURE, "reserve_money", reserve_money)
    perform(BID_PROCEDURE, "give_receipt", accept_seal)
    perform(BID_PROCEDURE, "make_blind_copy", admit_bid)
