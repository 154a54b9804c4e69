"""The other write that is put to the proof: a bid sealed by a client's key.

Each of a few bids is sealed, taken back before the deadline and sealed again by the next order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from kechuang.accounts.models import User
from kechuang.accounts.selectors import actor_of
from kechuang.audit.models import Event
from kechuang.base.actors import Actor
from kechuang.base.invariants import examine
from kechuang.cases.invariants.sealing import SEALING
from kechuang.cases.models import Case, Seal
from kechuang.cases.selectors import draft_digest
from kechuang.cases.services import seal_case, take_step
from kechuang.engines.seal import digest
from kechuang.programmes.states import BID_PROCEDURE
from tests.proof.kills.orders import Order
from tests.rooms.cases.scene import at
from tests.rooms.programmes.scene import scene

BIDS = 16
AT = at("2026-04-10T09:00")


def lay_bids(count: int = BIDS) -> None:
    """The bids that orders seal, each of a firm of its own, complete but for the seal."""
    challenge = scene(with_money=False)
    item = challenge.bidding()
    for number in range(count):
        challenge.bid(item, challenge.bidder(f"揭榜{number}公司"))


@transaction.atomic
def seal(order: Order) -> str:
    """Seal the order's bid under its key; the receipt is number and digest. A replay changes
    nothing."""
    bids = Case.objects.filter(round__version__procedure_id=BID_PROCEDURE).order_by("pk")
    pks = bids.values_list("pk", flat=True)
    bid = Case.objects.select_for_update().get(pk=pks[order.request_id.time_low % len(pks)])
    by = applicant(bid)
    if bid.state == "sealed" and not Seal.objects.filter(key=order.request_id).exists():
        take_step(by=by, at=AT, case=bid, event="take_back")
        bid.refresh_from_db()
    shown = draft_digest(bid, "bid")
    kept = seal_case(by=by, at=AT, case=bid, key=order.request_id, digest=shown, received_at=AT)
    return f"{kept.number} {kept.digest}"


def applicant(bid: Case) -> Actor:
    """Who began the bid."""
    return actor_of(User.objects.get(pk=bid.begun_by_id), on=AT.date())


class Sealed:
    """What the database holds of seals: by key the receipt that is owed, and what is half."""

    def __init__(self) -> None:
        seals = list(Seal.objects.select_related("step"))
        told = Counter(
            Event.objects.filter(command="seal_case").values_list("target_id", flat=True)
        )
        self.receipts = {one.key: f"{one.number} {one.digest}" for one in seals}
        self.unsound = {
            one.key for one in seals
            if told[str(one.pk)] != 1 or digest(one.content) != one.digest
        }  # fmt: skip

    def half(self, keys: Iterable[UUID]) -> int:
        return sum(key in self.unsound for key in keys)


def broken_seals() -> int:
    """Findings of the room's own invariants: numbers, digests, dates, steps without their seal."""
    return sum(examine(each).total for each in SEALING)
