"""The other write that is put to the proof: a bid sealed by a client's key.

Each of a few bids is sealed, taken back before the deadline and sealed again by the next order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kechuang.audit.models import Event
from kechuang.base.invariants import examine
from kechuang.cases import connections
from kechuang.cases.invariants.sealing import SEALING
from kechuang.cases.models import Case, Seal
from kechuang.cases.selectors import draft_digest
from kechuang.cases.services import seal_case, take_step
from kechuang.engines.flow import Value
from kechuang.engines.seal import digest
from tests.proof.kills.orders import Order
from tests.proof.races.cases import firm, member
from tests.rooms.cases import scene

PROCEDURE, BIDS = "challenge-bid", 16
AT = scene.at("2026-04-10T09:00")


def lay_bids(count: int = BIDS) -> None:
    """The bids that orders seal, complete but for the seal."""
    connect()
    party = firm()
    of_round = scene.opened(PROCEDURE, "proof")
    for number in range(count):
        scene.bid(member(), party, of_round, f"方案{number}")


def connect() -> None:
    """Tells when bidding closes, as the room of the item does."""
    known = connections._CONNECTED.get(PROCEDURE)
    if known is None or closing_day not in known.providers:
        connections.provide_facts(PROCEDURE, closing_day)


def closing_day(case: Case, at: datetime) -> Mapping[str, Value]:
    return {"bids_close_on": date(2026, 4, 15)}


@transaction.atomic
def seal(order: Order) -> str:
    """Seal the order's bid under its key; the receipt is number and digest. A replay changes
    nothing."""
    connect()
    bids = Case.objects.filter(round__code="proof").order_by("pk").values_list("pk", flat=True)
    pk = bids[order.request_id.time_low % len(bids)]
    bid = Case.objects.select_for_update().get(pk=pk)
    if bid.state == "sealed" and not Seal.objects.filter(key=order.request_id).exists():
        take_step(by=member(), at=AT, case=bid, event="take_back")
        bid.refresh_from_db()
    shown = draft_digest(bid, "bid")
    kept = seal_case(
        by=member(), at=AT, case=bid, key=order.request_id, digest=shown, received_at=AT
    )
    return f"{kept.number} {kept.digest}"


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
