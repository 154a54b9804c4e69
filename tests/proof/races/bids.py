"""Bids: one of a party for an item, however often it is begun."""

from __future__ import annotations

from kechuang.base.actors import Actor, Grant
from kechuang.base.roles import Role
from kechuang.cases.models import Case
from kechuang.parties.models import Party
from kechuang.parties.services import register_parties
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.services import begin_bid
from tests.proof.races.limited import FEWER, Limited, too_many
from tests.proof.races.parties import new_party
from tests.proof.races.people import AT, CLERK, credit_code
from tests.proof.races.unguarding import loosen
from tests.rooms.cases.scene import at
from tests.rooms.programmes.scene import scene

FIRST_BIDDER, WHEN = 700_000, at("2026-03-17T09:00")


class BidOnce(Limited):
    """Sixteen of one party's people begin its bid for an item at once."""

    name = "揭榜方案 / bid of a party for an item"
    attempts = FEWER

    def prepare(self, turn: int) -> tuple[int, int]:
        item = ListedItem.objects.first() or scene(with_money=False).bidding()
        code = credit_code(FIRST_BIDDER + turn)
        register_parties(by=CLERK, at=AT, parties=[new_party(code)])
        return item.pk, Party.objects.get(credit_code=code).pk

    def attempt(self, thing: tuple[int, int], client: int) -> None:
        party = Party.objects.get(pk=thing[1])
        bidder = Actor(30, "bidder", frozenset({Grant(Role.ENTERPRISE, party_id=party.pk)}))
        begin_bid(by=bidder, at=WHEN, item=ListedItem(pk=thing[0]), party=party)

    def harm(self, thing: tuple[int, int]) -> int:
        return too_many(Bid.objects.filter(item=thing[0], party=thing[1]).count())

    def strip(self) -> None:
        loosen(Case, "number")
