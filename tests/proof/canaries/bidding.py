"""The stages of the bids: written, sealed and opened."""

from __future__ import annotations

from kechuang.cases.services import attach_file
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid
from tests.proof.canaries.bidders import Bidder
from tests.proof.canaries.town import Town
from tests.rooms.cases.scene import at, do, sealed, wait
from tests.rooms.programmes import scene as challenge
from tests.rooms.programmes.scene import ONE_DAY, item_again


def registered(town: Town) -> None:
    """The bids are sealed but for one, which is being written; nobody else may know of any."""
    for letter, bidder in town.bidders.items():
        town.bids[letter] = _begun(town, bidder)
    for letter in town.sealed:
        sealed(town.bids[letter].case, town.bidders[letter].person.actor, "2026-03-20T09:00")
    town.to("2026-03-21T10:00")


def checking(town: Town) -> None:
    last_day = challenge.closing_day(town.item)
    town.to(f"{last_day}T17:00")
    wait(town.item.case, f"{last_day}T17:00")
    town.to(f"{last_day + ONE_DAY}T09:00")
    do(town.item.case, "unseal", town.officer.actor, f"{last_day + ONE_DAY}T09:00")
    town.item = item_again(town.item)


def _begun(town: Town, bidder: Bidder) -> Bid:
    """A bid with everything that sealing asks for."""
    actor, when = bidder.person.actor, at("2026-03-17T09:00")
    bid = programmes.begin_bid(by=actor, at=when, item=town.item, party=bidder.unit)
    challenge.fill_in(bid.case, "bid", bidder.values, actor)
    for name, file in (("plan_file", bidder.plan), ("team_file", bidder.team)):
        attach_file(by=actor, at=when, case=bid.case, field=name, file=file)
    challenge.commit(bid.case, "bid_commitment", actor)
    return bid
