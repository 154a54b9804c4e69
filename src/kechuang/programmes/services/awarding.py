"""The approved bids become awards, and their money is held in the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Sum

from kechuang.audit.services import record
from kechuang.base.actors import Actor
from kechuang.base.errors import Text, wrong_state
from kechuang.cases.models import Case
from kechuang.cases.selectors import deciders_of, settled_options
from kechuang.cases.services import name_participant
from kechuang.engines.flow import Effect
from kechuang.ledger.models import BudgetLine, Transfer
from kechuang.ledger.refusals import yuan
from kechuang.ledger.services import decided_warrant, reserve_budget
from kechuang.ledger.states import Kind
from kechuang.programmes.access import refuse_interest
from kechuang.programmes.models import Award, Bid, ListedItem
from kechuang.programmes.refusals import NOT_AWARDED
from kechuang.programmes.selectors.awards import Funding, fundings, winners
from kechuang.programmes.selectors.rounds import measures_of
from kechuang.programmes.services.checking import record_checks
from kechuang.programmes.services.turns import programme_in_turn
from kechuang.programmes.states import LEADER


def reserve_money(case: Case, effect: Effect, by: Actor, at: datetime) -> None:
    """Performs ``reserve_money``: one award for each lane, its grant held until it is signed; the
    winners lead the item from now on."""
    refuse_interest(by, case, Text("批准立项", "approve the award"))
    item = ListedItem.objects.select_related("need__programme__line__scheme").get(need__case=case)
    bids = winners(item)
    line, granted = _line(item, bids), fundings(item, bids)
    _refuse_beyond_the_list(item, sum(one.grant_fen for one in granted))
    for lane, (bid, funding) in enumerate(zip(bids, granted, strict=True), start=1):
        record_checks(bid, by=by, at=at, occasion="approve")
        held = _reserved(case, line, bid, funding, at) if funding.grant_fen else None
        _award(item, bid, lane, funding, held, by, at)
        name_participant(by=by, at=at, case=case, role=LEADER, who=bid.party)


def _award(
    item: ListedItem,
    bid: Bid,
    lane: int,
    funding: Funding,
    held: Transfer | None,
    by: Actor,
    at: datetime,
) -> None:
    award = Award.objects.create(
        item=item,
        bid=bid,
        lane=lane,
        budget_fen=funding.budget_fen,
        grant_fen=funding.grant_fen,
        front_fen=funding.front_fen,
        after_fen=funding.after_fen,
        shares=[{"payer": payer, "fen": fen} for payer, fen in funding.shares],
        reservation=held,
        awarded_at=at,
    )
    payload = {
        "item": item.number,
        "bid": bid.case.number,
        "lane": lane,
        "grant_fen": award.grant_fen,
        "front_fen": award.front_fen,
        "shares": award.shares,
    }
    record(by=by, at=at, command="award_bid", target=award, payload=payload)


def _reserved(case: Case, line: BudgetLine, bid: Bid, funding: Funding, at: datetime) -> Transfer:
    """Held on the decision of the two who approved; the voucher names them and the case."""
    days = measures_of(bid.item.need.programme).reservation_days
    voucher = reserve_budget(
        warrant=decided_warrant(
            deciders_of(case),
            at=at,
            request_id=uuid5(NAMESPACE_URL, f"award:{bid.case.number}"),
        ),
        line=line,
        amount_fen=funding.grant_fen,
        purpose=f"揭榜挂帅立项 {bid.item.number}（{case.number} 批准）{bid.party.name}"[:200],
        expires_at=at + timedelta(days=days),
    )
    return Transfer.objects.get(voucher=voucher, kind=Kind.RESERVE)


def _refuse_beyond_the_list(item: ListedItem, asked_fen: int) -> None:
    """The awards of a programme together never pass the amount of its list (榜单总金额)."""
    programme = programme_in_turn(item.need.programme_id)
    listed = settled_options(programme.items_round).get("listed_amount")
    if not isinstance(listed, int):
        return
    awarded = Award.objects.filter(item__need__programme=programme)
    left = listed - (awarded.aggregate(total=Sum("grant_fen"))["total"] or 0)
    if asked_fen > left:
        raise wrong_state(
            NOT_AWARDED,
            f"本项立项 {yuan(asked_fen)} 元，榜单总金额只余 {yuan(left)} 元",
            f"{yuan(asked_fen)} yuan are to be granted, the list has {yuan(left)} left",
            Text("请调减补助或不予立项", "Grant less, or do not approve it"),
        )


def _line(item: ListedItem, bids: tuple[Bid, ...]) -> BudgetLine:
    line = item.need.programme.line
    if not bids:
        raise wrong_state(NOT_AWARDED, "没有拟立项的方案", "no bid is to be awarded")
    if line is None:
        raise wrong_state(
            NOT_AWARDED,
            "本计划没有指定预算项目",
            "the programme has no budget line",
            Text("请先指定预算项目", "Name its budget line first"),
        )
    return line
