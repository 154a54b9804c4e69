"""A list under lock, and writing down who did what to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate

from kechuang.base.actors import Actor, system_actor
from kechuang.base.errors import Text, wrong_state
from kechuang.cases.models import Case
from kechuang.cases.selectors import deciders_of
from kechuang.ledger.selectors.payees import actor_again
from kechuang.ledger.services import Warrant, decided_warrant
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.refusals import not_in_state
from kechuang.offers.selectors.contents import content_digest
from kechuang.offers.states import ListState

# A firm or a clock ended it: the money is let go as whoever froze and funded the list decided
ENDED = system_actor("offers: ended")
DECIDED = system_actor("offers: as funded")


def locked(what: Text, offer_list: OfferList, *states: ListState) -> OfferList:
    """The list under its lock, in one of ``states``, and as it was frozen."""
    current = OfferList.objects.select_for_update().get(pk=offer_list.pk)
    if current.state not in states:
        raise not_in_state(what, current)
    if content_digest(current) != current.content_digest:
        raise wrong_state(
            what,
            "清单与冻结时不一致",
            "the list is not what was frozen",
            Text("请停止办理并报告审计", "Stop here and tell the auditors"),
        )
    return current


def signature(step: str, by: Actor, at: datetime) -> dict[str, Any]:
    """The columns ``<step>_by_id``, ``<step>_by_name`` (of the system only) and ``<step>_at``."""
    name = by.name if by.account_id is None else ""
    return {f"{step}_by_id": by.account_id, f"{step}_by_name": name, f"{step}_at": at}


def write_down(row: OfferList | Offer, **columns: Any) -> None:
    """Change ``columns`` of a row that is there, and nothing else."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))


def request_id(offer: Offer, command: str) -> UUID:
    """The same command about the same offer is one request."""
    return uuid5(NAMESPACE_URL, f"offer:{offer.pk}:{command}")


def warrant(offer: Offer, command: str, by: Actor, approver: Actor, at: datetime) -> Warrant:
    return Warrant(
        by=by, approver=approver, at=at, on=localdate(at), request_id=request_id(offer, command)
    )


def decided(offer: Offer, case: Case, command: str, at: datetime) -> Warrant:
    """The warrant of the two who approved the offer's case."""
    people = deciders_of(case)
    return decided_warrant(people, at=at, request_id=request_id(offer, command))


def freezer_of(offer_list: OfferList, at: datetime) -> Actor:
    """Whoever froze the list, with the rights of the day."""
    return actor_again(offer_list.frozen_by_id, offer_list.frozen_by_name, on=localdate(at))
