"""Bids: begun by anybody's own people, sealed whole, opened together after the deadline."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, invalid, require, wrong_state
from kechuang.base.identifiers import is_region_under
from kechuang.cases.models import Case, Seal
from kechuang.cases.selectors import settled_options
from kechuang.cases.services import begin_case
from kechuang.engines.flow import Effect, Reference, stored
from kechuang.engines.seal import digest
from kechuang.parties.models import Party
from kechuang.programmes.access import can_bid_for, refuse_interest
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.refusals import NO_BID, NOT_SEALED, NOT_UNSEALED
from kechuang.programmes.selectors.bids import has_closed, sealed_bids
from kechuang.programmes.selectors.checks.all import consortium_problem
from kechuang.programmes.selectors.contents import bid_content, handed_in, need_content
from kechuang.programmes.services.checking import record_checks
from kechuang.programmes.services.turns import item_in_turn
from kechuang.programmes.states import BIDDER, BIDDING, DRAFTING, GIVEN_UP, SEALED


@transaction.atomic
def begin_bid(*, by: Actor, at: datetime, item: ListedItem, party: Party) -> Bid:
    """A bid for an item that takes bids, led by ``party`` from anywhere in the country.

    One at a time for each party and item; one that was withdrawn gives way to another.
    """
    require(can_bid_for(by, party), Text("代表该单位揭榜", "bid for this unit"))
    row = item_in_turn(item.pk)
    _refuse_unless_open(row, at)
    _refuse_outsiders(row, party)
    _refuse_second(row, party)
    need = need_content(handed_in(row.case))
    case = begin_case(
        by=by,
        at=at,
        round=row.bids_round,
        title=f"{row.number} {need.topic}",
        party=party,
        parent=row.case,
        values={
            "lead_unit": Reference(party.credit_code, party.name),
            "answers": tuple({"target": one.indicator} for one in need.targets),
        },
        participants={BIDDER: [party]},
    )
    bid = Bid.objects.create(case=case, item=row, party=party, begun_at=at)
    # Who bids is told to nobody before the opening, so the event names the case only
    payload = {"case": case.number}
    record(by=by, at=at, command="begin_bid", target=bid, payload=payload)
    return bid


def accept_seal(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``give_receipt``: refuses a bid that could not be judged as it stands."""
    bid = Bid.objects.select_related("item__need__case", "party").get(case=case)
    content = bid_content(handed_in(case))
    why = consortium_problem(bid.item, content)
    if content.lead.code != bid.party.credit_code:
        why = Text("牵头单位不是本方案的单位", "the lead is not the unit that bids")
    if why is not None:
        mend = Text("请更正联合体一栏后再封存", "Correct the consortium and seal again")
        raise invalid(NOT_SEALED, why.zh, why.en, mend)


def seal_bids(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``seal_bids``: what was received by the deadline is written down together, so that
    no bid comes or goes afterwards; whose they are is still nobody's to know."""
    item = ListedItem.objects.get(need__case=case)
    receipts = sorted(seal.digest for bid in sealed_bids(item) if (seal := _last_seal(bid)))
    payload = {"item": item.number, "bids": len(receipts), "digest": digest(receipts)}
    record(by=by, at=at, command="seal_bids", target=item, payload=payload)


def open_bids(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``open_bids``: every sealed bid is compared with its receipt, opened, checked."""
    refuse_interest(by, case, Text("启封方案", "open the bids"))
    item = item_in_turn(ListedItem.objects.get(need__case=case).pk)
    _refuse_unfinished(item)
    bids = list(item.bids.exclude(case__state__in=GIVEN_UP).select_related("case__round__version"))
    for bid in bids:
        _refuse_altered(bid)
        bid.opened_at = at
        bid.save(update_fields=["opened_at"])
    for bid in bids:
        record_checks(bid, by=by, at=at, occasion="open_bids")
    payload = {"item": item.number, "bids": [bid.case.number for bid in bids]}
    record(by=by, at=at, command="open_bids", target=item, payload=payload)


def _refuse_unless_open(item: ListedItem, at: datetime) -> None:
    if item.case.state != BIDDING or has_closed(item, at):
        raise wrong_state(
            NO_BID,
            f"{item.number} 现在不受理揭榜",
            f"{item.number} takes no bids now",
            Text("请查看榜单的受理起止日期", "See on the list from when to when it takes bids"),
        )


def _refuse_outsiders(item: ListedItem, party: Party) -> None:
    is_open_to_all = settled_options(item.case.round).get("is_nationwide") is not False
    if not is_open_to_all and not is_region_under(party.region_code, settings.HOME_REGION):
        raise invalid(
            NO_BID,
            "本轮只受理本市单位揭榜",
            "this round takes bids of local units only",
            Text("可与本市单位组成联合体，由其牵头", "Join a consortium that a local unit leads"),
        )


def _refuse_second(item: ListedItem, party: Party) -> None:
    standing = item.bids.filter(party=party).exclude(case__state__in=GIVEN_UP)
    if standing.exists():
        raise wrong_state(
            NO_BID,
            f"{party}已有揭榜方案",
            f"{party} has a bid already",
            Text("请修改原方案，或先撤回", "Change that one, or withdraw it first"),
        )


def _refuse_unfinished(item: ListedItem) -> None:
    if item.bids.filter(case__state__in=(DRAFTING, SEALED)).exists():
        raise wrong_state(
            NOT_UNSEALED,
            "有方案的截止手续尚未办完",
            "the deadline was not yet written down for every bid",
            Text("请稍候几分钟再启封", "Wait a few minutes and open them then"),
        )


def _refuse_altered(bid: Bid) -> None:
    """What is opened must be what was sealed, to the byte."""
    seal = _last_seal(bid)
    values = {name: stored(value) for name, value in handed_in(bid.case).items()}
    is_whole = (
        seal is not None
        and digest(seal.content) == seal.digest
        and all(values.get(name) == value for name, value in seal.content["values"].items())
    )
    if not is_whole:
        raise wrong_state(
            NOT_UNSEALED,
            f"{bid.case.number} 与封存回执不符",
            f"{bid.case.number} is not what its receipt says",
            Text("请通知审计人员核查", "Call the auditors"),
        )


def _last_seal(bid: Bid) -> Seal | None:
    return Seal.objects.filter(case=bid.case_id).order_by("-received_at", "-pk").first()
