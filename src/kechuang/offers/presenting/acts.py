"""What may be done with a list now, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kechuang.base.actors import Actor
from kechuang.ledger.access import can_prepare, is_person
from kechuang.offers.access import can_fund_lists, can_handle_lists
from kechuang.offers.models import OfferList
from kechuang.offers.selectors.lists import OfferAt
from kechuang.offers.services.paying import payable_parts
from kechuang.offers.states import APPROVE, ISSUE, PUBLICISE, ListState, Stage

FUND, PAY, DROP, SEND = "fund", "pay", "drop", "send"


@dataclass(frozen=True)
class Act:
    """One button: the command, its word, what it will do, and whether it asks for a reason."""

    name: str
    label: Promise
    note: Promise
    count: int = 0
    needs_reason: bool = False


def acts_of(actor: Actor, offer_list: OfferList, offers: Sequence[OfferAt]) -> list[Act]:
    """Buttons in the order of the procedure; only what the actor may do and what is due."""
    return [*_before_telling(actor, offer_list), *_after_telling(actor, offer_list, offers)]


def _before_telling(actor: Actor, offer_list: OfferList) -> Iterator[Act]:
    state, count = offer_list.state, offer_list.offers.count()
    froze = is_person(actor, offer_list.frozen_by_id, offer_list.frozen_by_name)
    if state == ListState.FROZEN and can_fund_lists(actor) and not froze:
        note = _("在预算项目上逐家预留，之后才能告知企业。")
        yield Act(FUND, _("预留资金"), note, count)
    if not can_handle_lists(actor):
        return
    if state == ListState.FUNDED:
        note = _("逐家建立事项、写出告知书，答复期开始。")
        yield Act(ISSUE, _("告知企业"), note, count)
    if state in (ListState.FROZEN, ListState.FUNDED):
        yield Act(DROP, _("作废清单"), _("企业可以列入以后的清单。"), needs_reason=True)


def _after_telling(actor: Actor, offer_list: OfferList, offers: Sequence[OfferAt]) -> Iterator[Act]:
    if offer_list.state != ListState.ISSUED:
        return
    at = {stage: sum(row.stage == stage for row in offers) for stage in Stage}
    if can_handle_lists(actor):
        froze = is_person(actor, offer_list.frozen_by_id, offer_list.frozen_by_name)
        if at[Stage.LISTED]:
            yield Act(SEND, _("继续告知"), _("上次没有告知完。"), at[Stage.LISTED])
        if at[Stage.AGREED]:
            yield Act(PUBLICISE, _("公示"), _("公示期满后由两人批准。"), at[Stage.AGREED])
        if at[Stage.APPROVING] and not froze:
            note = _("须由两位没有冻结、告知和公示的人各批准一次。")
            yield Act(APPROVE, _("批准"), note, at[Stage.APPROVING])
    if can_prepare(actor) and (parts := payable_parts(offer_list)):
        yield Act(PAY, _("编入支付批次"), _("由另外两人在资金账上审批。"), len(parts))
