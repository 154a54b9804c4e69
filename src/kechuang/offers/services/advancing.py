"""Publicising or approving every offer of a list that is ready for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from kechuang.base.actors import Actor
from kechuang.base.errors import Refusal, Text, invalid, require
from kechuang.cases.models import Case, StepTaken
from kechuang.cases.services import take_step
from kechuang.ledger.access import is_person
from kechuang.offers.access import can_handle_lists
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.refusals import NOT_ISSUED, frozen_by_approver
from kechuang.offers.states import AGREED, APPROVE, APPROVING, PUBLICISE

NO_REASONS: Mapping[int, str] = MappingProxyType({})
READY = {PUBLICISE: AGREED, APPROVE: APPROVING}


@dataclass
class Advanced:
    """How many took the step, and which could not and why."""

    taken: int = 0
    refused: list[tuple[Offer, Refusal]] = field(default_factory=list)


def advance_offers(
    *,
    by: Actor,
    at: datetime,
    offer_list: OfferList,
    event: str,
    reasons: Mapping[int, str] = NO_REASONS,
) -> Advanced:
    """``publicise`` what firms agreed to, or ``approve`` what publicity is over for.

    Each offer is a transaction and a step of its own, under its case's guards: one that is
    refused does not stop the others. Asked again, it goes on with what is left. ``reasons``, by
    offer: why one that resembles another grant is not the same one.
    """
    require(can_handle_lists(by), Text("办理免申即享清单", "work on a list of offers"))
    if event not in READY:
        raise invalid(NOT_ISSUED, f"没有“{event}”这一步", f"there is no step “{event}”")
    if event == APPROVE and is_person(by, offer_list.frozen_by_id, offer_list.frozen_by_name):
        raise frozen_by_approver()
    done = Advanced()
    for offer, case in _waiting(by, offer_list, event):
        try:
            take_step(by=by, at=at, case=case, event=event, reason=reasons.get(offer.pk, ""))
            done.taken += 1
        except Refusal as refusal:
            done.refused.append((offer, refusal))
    return done


def _waiting(by: Actor, offer_list: OfferList, event: str) -> list[tuple[Offer, Case]]:
    """Offers in the state of ``event`` in which the actor did not take it before."""
    mine = StepTaken.objects.filter(
        case__offer__offer_list=offer_list, event=event, by_id=by.account_id
    )
    ready = offer_list.offers.filter(case__state=READY[event])
    waiting = ready.exclude(case__in=mine.values("case")).select_related("case", "party")
    return [(offer, offer.case) for offer in waiting if offer.case is not None]
