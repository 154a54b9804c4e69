"""Bids: a list open for them, and a closed one in its formal check."""

from __future__ import annotations

from kechuang.demo.challenges.bidding import drafted, opened, sealed
from kechuang.demo.challenges.days import at
from kechuang.demo.challenges.listing import published
from kechuang.demo.challenges.stories import story
from kechuang.programmes.models import ProgrammeRound


def open_list(programme: ProgrammeRound) -> None:
    """Bids are taken until 1 December: one is being written, one is sealed."""
    told = story("line-lidar")
    item = published(programme, told, ("10-19", "10-26", "10-28", "11-11"))
    mine, theirs = told.offers
    drafted(item, told, mine, at("11-17T10:30"))
    sealed(item, told, theirs, "11-19")


def check_bids(programme: ProgrammeRound) -> None:
    """Opened last week; the rules found that one bidder is affiliated with the demander."""
    told = story("void-inspection")
    item = published(programme, told, ("09-21", "09-28", "10-12", "10-22"))
    for offer, day in zip(told.offers, ("11-05", "11-09"), strict=True):
        sealed(item, told, offer, day)
    opened(item)
