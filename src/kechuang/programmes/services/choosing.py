"""The demander's choice, and ranked bids that the officer does not propose."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, stated, wrong_state
from kechuang.cases.models import Case
from kechuang.cases.services import take_step
from kechuang.programmes.access import is_demander, is_officer, person_of
from kechuang.programmes.models import Bid, Choice, ListedItem, PassedOver
from kechuang.programmes.refusals import NO_REASON, NOT_CHOSEN
from kechuang.programmes.selectors.awards import RankedBid, pass_mark, ranking, winners
from kechuang.programmes.states import CHOOSING, PROPOSING

CHOOSE = Text("选定揭榜方", "choose the winner")
PASS_OVER = Text("不予建议", "pass over a bid")


@transaction.atomic
def choose_winner(
    *, by: Actor, at: datetime, item: ListedItem, label: str, reason: str = ""
) -> Choice:
    """The demander chooses one of the bids that passed by its label, for it does not know whose
    bid it is; another than the first in the ranking for a stated reason. That takes the item's
    step ``choose``."""
    require(is_demander(by, item), CHOOSE)
    person = person_of(by, CHOOSE)
    _refuse_other_state(item, CHOOSING)
    ranked = _ranked(item, label)
    why = reason.strip() if ranked.rank == 1 else stated(NO_REASON, reason)
    bid = ranked.bid
    choice = Choice.objects.create(
        item=item, bid=bid, reason=why, chosen_at=at, chosen_by_id=person
    )
    payload = {"item": item.number, "bid": bid.case.number, "rank": ranked.rank, "reason": why}
    record(by=by, at=at, command="choose_winner", target=choice, payload=payload)
    take_step(by=by, at=at, case=item.case, event="choose")
    return choice


@transaction.atomic
def pass_over(*, by: Actor, at: datetime, bid: Bid, reason: str) -> PassedOver:
    """Do not propose a bid that would win, for a stated reason; the next in the ranking is."""
    item = bid.item
    require(is_officer(by, item.case), PASS_OVER)
    person = person_of(by, PASS_OVER)
    _refuse_other_state(item, PROPOSING)
    reason = stated(NOT_CHOSEN, reason)
    if bid not in winners(item):
        raise invalid(
            NOT_CHOSEN,
            "该方案不在拟立项之列",
            "the bid is not about to win",
            Text("只需对拟立项的方案说明", "Only a bid about to win is passed over"),
        )
    row = PassedOver.objects.create(bid=bid, reason=reason, passed_at=at, passed_by_id=person)
    payload = {"item": item.number, "bid": bid.case.number, "reason": reason}
    record(by=by, at=at, command="pass_over", target=row, payload=payload)
    return row


def _ranked(item: ListedItem, label: str) -> RankedBid:
    found = {one.label: one for one in ranking(item)}.get(label)
    if found is None:
        raise invalid(
            NOT_CHOSEN,
            "所选方案不在评审排序中",
            "the bid is not in the ranking",
            Text("请从评审排序中选择", "Choose from the ranking"),
        )
    if not found.has_passed:
        raise invalid(
            NOT_CHOSEN,
            f"所选方案均分不到{pass_mark(item)}分，没有通过评审",
            f"its mean is below {pass_mark(item)}: it did not pass the review",
            Text("请在通过评审的方案中选择，或否决全部方案", "Choose one that passed, or veto all"),
        )
    return found


def _refuse_other_state(item: ListedItem, state: str) -> None:
    if Case.objects.select_for_update().get(pk=item.need.case_id).state != state:
        raise wrong_state(
            NOT_CHOSEN, "该榜单现在不在这一环节", "the item does not stand at this point now"
        )
