"""The firm's answer to an offer, in one click."""

from __future__ import annotations

from datetime import datetime

from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.cases.models import StepTaken
from kechuang.cases.services import take_step
from kechuang.offers.access import can_answer_for
from kechuang.offers.models import Offer
from kechuang.offers.refusals import NOT_ANSWERED
from kechuang.offers.states import ANSWERS


def answer_offer(
    *, by: Actor, at: datetime, offer: Offer, event: str, reason: str = ""
) -> StepTaken:
    """``confirm``, ``decline``, or ``question`` with what is wrong; a step of the offer's case.

    Raises the case's ``StepRefused`` when the offer waits for no answer any more.
    """
    require(can_answer_for(by, offer.party), Text("答复免申即享告知", "answer this offer"))
    if event not in ANSWERS:
        raise invalid(NOT_ANSWERED, f"没有“{event}”这种答复", f"there is no answer “{event}”")
    if offer.case is None:
        raise wrong_state(NOT_ANSWERED, "尚未告知", "the firm was not told yet")
    return take_step(by=by, at=at, case=offer.case, event=event, reason=reason)
