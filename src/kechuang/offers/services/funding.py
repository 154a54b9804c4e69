"""Holding the money of a frozen list, before any firm is told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.ledger.access import is_person
from kechuang.ledger.models import Transfer
from kechuang.ledger.services import reserve_budget
from kechuang.ledger.states import Kind
from kechuang.offers.access import can_fund_lists
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.refusals import NOT_FUNDED, same_person
from kechuang.offers.services.standing import (
    freezer_of,
    locked,
    signature,
    warrant,
    write_down,
)
from kechuang.offers.states import ListState

HELD_FOR = timedelta(days=180)


@transaction.atomic
def fund_list(*, by: Actor, at: datetime, offer_list: OfferList) -> OfferList:
    """A treasurer other than who froze the list holds each firm's amount on the budget line.

    Raises ``SamePerson``, and the ledger's ``LimitExceeded`` when the line does not suffice: then
    nothing is held at all.
    """
    require(can_fund_lists(by), Text("为免申即享清单预留资金", "hold the money of a list"))
    current = locked(NOT_FUNDED, offer_list, ListState.FROZEN)
    if is_person(by, current.frozen_by_id, current.frozen_by_name):
        raise same_person(
            NOT_FUNDED,
            "预留资金与冻结清单必须是不同的人",
            "who holds the money must not be who froze the list",
        )
    freezer = freezer_of(current, at)
    for offer in current.offers.select_related("party", "offer_list__line__scheme__book"):
        write_down(offer, reservation=_held(offer, freezer, by, at))
    write_down(current, state=ListState.FUNDED, **signature("funded", by, at))
    payload = {"number": current.number, "total_fen": current.total_fen}
    record(by=by, at=at, command="fund_offers", target=current, payload=payload)
    return current


def _held(offer: Offer, freezer: Actor, by: Actor, at: datetime) -> Transfer:
    voucher = reserve_budget(
        warrant=warrant(offer, "reserve", freezer, by, at),
        line=offer.offer_list.line,
        amount_fen=offer.amount_fen,
        purpose=f"免申即享 {offer.offer_list.number} {offer.party.name}"[:200],
        expires_at=at + HELD_FOR,
    )
    return Transfer.objects.get(voucher=voucher, kind=Kind.RESERVE)
