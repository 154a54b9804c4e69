"""Telling the firms: each offer becomes a case, and its notice is written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require
from kechuang.cases.models import Case
from kechuang.cases.services import begin_case, take_step
from kechuang.design.formatting import written_exact_money
from kechuang.offers.access import can_handle_lists
from kechuang.offers.models import Offer, OfferList
from kechuang.offers.refusals import NOT_ISSUED
from kechuang.offers.selectors.reasons import told_reasons
from kechuang.offers.services.standing import locked, signature, write_down
from kechuang.offers.states import FIRM, ISSUE, ListState

ISSUING = Text("告知企业", "tell the firms")


@transaction.atomic
def issue_list(*, by: Actor, at: datetime, offer_list: OfferList) -> OfferList:
    """From now on the firms of the list are told; ``send_offers`` tells them one by one."""
    require(can_handle_lists(by), ISSUING)
    current = locked(NOT_ISSUED, offer_list, ListState.FUNDED)
    write_down(current, state=ListState.ISSUED, **signature("issued", by, at))
    payload = {"number": current.number, "offers": current.offers.count()}
    record(by=by, at=at, command="issue_offers", target=current, payload=payload)
    return current


def send_offers(*, by: Actor, at: datetime, offer_list: OfferList) -> int:
    """Tell every firm of an issued list that was not told yet; how many.

    Each is a transaction of its own: after an interruption the next call goes on.
    """
    require(can_handle_lists(by), ISSUING)
    waiting = Offer.objects.filter(
        offer_list=offer_list, offer_list__state=ListState.ISSUED, case=None, freed_at=None
    )
    return sum(_send(by, at, pk) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _send(by: Actor, at: datetime, pk: int) -> bool:
    offer = Offer.objects.select_for_update().get(pk=pk)
    if offer.case_id is not None:
        return False
    case = _case(by, at, offer)
    write_down(offer, case=case)
    reasons = told_reasons(offer)
    take_step(by=by, at=at, case=case, event=ISSUE, reason=reasons)
    return True


def _case(by: Actor, at: datetime, offer: Offer) -> Case:
    told, party = offer.offer_list, offer.party
    amount = {tongue: written_exact_money(offer.amount_fen, tongue) for tongue in ("zh", "en")}
    return begin_case(
        by=by,
        at=at,
        round=told.round,
        title=f"{party.name} {told.title} {amount['zh']}"[:200],
        title_en=f"{party.name_en or party.name}: {told.title_en}, {amount['en']}"[:400],
        party=party,
        participants={FIRM: [party]},
    )
