"""Bids of as many firms for one item of a challenge, complete but for the seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import connections

from kechuang.cases.models import Case
from kechuang.cases.selectors import draft_digest
from kechuang.cases.services import run_clocks
from kechuang.parties.models import Party
from kechuang.programmes.models import ListedItem
from tests.base.registry.cast import Person
from tests.proof.kills.writers import FORK
from tests.rooms.cases.scene import at
from tests.rooms.programmes.scene import Scene, closing_day, scene

FORM, CLOSES = "bid", "17:00"
AT_ONCE = 2
REMINDED = timedelta(hours=2)
Bidder = tuple[Person, Party]


@dataclass(frozen=True)
class Applicant:
    """A bid's own person, logged in."""

    number: str
    session: str
    digest: str


@dataclass(frozen=True)
class Bidding:
    """``deadline`` as ``2026-04-15T17:00``, Asia/Shanghai."""

    deadline: str
    applicants: list[Applicant]


def lay_bids(count: int) -> Bidding:
    """The bids are written by two processes, one per core; the clocks have run, as they do every
    minute beside the web server, and have reminded each applicant."""
    challenge = scene(with_money=False)
    item = challenge.bidding()
    bidders = [challenge.bidder(f"揭榜{number}公司") for number in range(count)]
    connections.close_all()
    with FORK.Pool(AT_ONCE) as pool:
        halves = pool.map(
            partial(_applicants, challenge, item), [bidders[n::AT_ONCE] for n in range(AT_ONCE)]
        )
    deadline = f"{closing_day(item)}T{CLOSES}"
    run_clocks(at=at(deadline) - REMINDED)
    return Bidding(deadline, [one for half in halves for one in half])


def _applicants(challenge: Scene, item: ListedItem, bidders: Sequence[Bidder]) -> list[Applicant]:
    return [_applicant(challenge, item, who) for who in bidders]


def _applicant(challenge: Scene, item: ListedItem, who: Bidder) -> Applicant:
    case = Case.objects.get(bid=challenge.bid(item, who))
    session = who[0].client.cookies["sessionid"].value
    return Applicant(case.number, session, draft_digest(case, FORM))
