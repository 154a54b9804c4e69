"""Dropping a list before any firm was told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, stated
from kechuang.offers.access import can_handle_lists
from kechuang.offers.models import OfferList
from kechuang.offers.refusals import NOT_DROPPED
from kechuang.offers.services.paying import free_money
from kechuang.offers.services.standing import locked, write_down
from kechuang.offers.states import ListState


@transaction.atomic
def drop_list(*, by: Actor, at: datetime, offer_list: OfferList, reason: str) -> OfferList:
    """Give the list up; its money is free, and its firms may be on another list."""
    require(can_handle_lists(by), Text("作废免申即享清单", "drop a list of offers"))
    said = stated(NOT_DROPPED, reason)
    current = locked(NOT_DROPPED, offer_list, ListState.FROZEN, ListState.FUNDED)
    for offer in current.offers.select_related("reservation", "offer_list"):
        free_money(offer, at)
        write_down(offer, freed_at=at)
    write_down(current, state=ListState.DROPPED)
    payload = {"number": current.number, "reason": said}
    record(by=by, at=at, command="drop_offers", target=current, payload=payload)
    return current
