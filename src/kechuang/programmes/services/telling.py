"""Telling every bidder of an item how it ended, in one act."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, require, wrong_state
from kechuang.cases.models import Case
from kechuang.cases.services import take_step
from kechuang.programmes.access import is_officer
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.refusals import NOT_TOLD
from kechuang.programmes.selectors.bids import bids_to_tell
from kechuang.programmes.services.turns import item_in_turn
from kechuang.programmes.states import AWARDED, FAILED, SETTLE

TELL = Text("告知评审结果", "tell the outcome")


@transaction.atomic
def tell_outcome(*, by: Actor, at: datetime, item: ListedItem) -> tuple[Bid, ...]:
    """Take the step ``settle`` for every bid that still waits: winners and losers get their
    letters at once, or nobody does. Bids that were told before are left alone, so that a
    repetition tells nobody twice; gives those told now.

    Refused before the item is decided. Raises as ``take_step`` does.
    """
    require(is_officer(by, item.case), TELL)
    current = item_in_turn(item.pk)
    _refuse_undecided(current)
    waiting = tuple(bids_to_tell(current))
    # Every case is locked before the first step locks the audit chain
    cases = [bid.case_id for bid in waiting]
    list(Case.objects.select_for_update().filter(pk__in=cases).order_by("pk"))
    for bid in waiting:
        take_step(by=by, at=at, case=bid.case, event=SETTLE)
    if waiting:
        payload = {"item": current.number, "bids": [bid.case.number for bid in waiting]}
        record(by=by, at=at, command="tell_outcome", target=current, payload=payload)
    return waiting


def _refuse_undecided(item: ListedItem) -> None:
    if item.case.state not in AWARDED | FAILED:
        raise wrong_state(
            NOT_TOLD,
            f"{item.number} 尚未批准或否决",
            f"{item.number} is not decided yet",
            Text("请在审批完成后告知", "Tell it once it is approved or rejected"),
        )
