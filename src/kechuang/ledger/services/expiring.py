"""Reservations whose last day has passed: the clock lets their money go, exactly once."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate

from kechuang.base.actors import system_actor
from kechuang.base.errors import Refusal
from kechuang.ledger.models import Transfer
from kechuang.ledger.refusals import AlreadyDone, RequestReused
from kechuang.ledger.services.entries import Warrant
from kechuang.ledger.services.reservations import due_reservations, resolve_reservation
from kechuang.ledger.states import Phase

log = logging.getLogger(__name__)
# Two people set the last day when they reserved; the clock only keeps it, and says so
CLOCK = system_actor("时钟 clock")
LAST_DAY = system_actor("预留期限 last day of the reservation")


@dataclass
class Expiries:
    """How many reservations were let go, and the vouchers of those that could not be, with why."""

    expired: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)


def expire_reservations(*, at: datetime) -> Expiries:
    """End every reservation whose last day is over at ``at``, each in a transaction of its own.

    Once more brings nothing more, and of several at once one does it. What is refused (the year
    is not open) is told and tried again the next time.
    """
    found = Expiries()
    for pk, voucher in [(each.pk, str(each.voucher)) for each in due_reservations(at=at)]:
        try:
            found.expired += expire_reservation(pk, at=at)
        except Refusal as refusal:
            log.warning("reservation %s was not ended: %s", voucher, refusal.why.en)
            found.failures.append((voucher, refusal.why.zh))
    return found


def expire_reservation(pk: UUID, *, at: datetime) -> bool:
    """Whether this call ended it; False where somebody else did meanwhile."""
    held = Transfer.objects.select_related("voucher__book", "debit", "credit").get(pk=pk)
    warrant = Warrant(
        by=CLOCK,
        approver=LAST_DAY,
        at=at,
        on=localdate(at),
        request_id=uuid5(NAMESPACE_URL, f"ledger:reservation:{pk}:expire"),
    )
    try:
        ended = resolve_reservation(warrant=warrant, reservation=held, phase=Phase.EXPIRE)
    except (AlreadyDone, RequestReused):
        return False
    return ended.at == at
