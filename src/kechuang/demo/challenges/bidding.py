"""Bids of the story: written, sealed, opened, admitted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kechuang.cases.services import attach_file
from kechuang.demo.challenges.acting import (
    OFFICER,
    fresh,
    hand_in,
    let_time_pass,
    named,
    player,
    seal,
    step,
    unit_of,
    write,
)
from kechuang.demo.challenges.days import SHANGHAI, at
from kechuang.demo.challenges.papers import paper, plan, pledge
from kechuang.demo.challenges.stories import Offer, Story
from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, ListedItem
from kechuang.programmes.selectors.items import closes_on

BIDDERS = {"lanling": "bidder", "yanxi": "bidder2", "danzhou": "bidder3", "jichuan": "bidder4"}
ROADS = {
    "lanling": "岚岭路1号",
    "yanxi": "砚溪大道88号",
    "danzhou": "澹洲路6号",
    "jichuan": "霁川路20号",
}
NEXT_MORNING = timedelta(hours=16)


def drafted(item: ListedItem, told: Story, offer: Offer, when: datetime) -> Bid:
    """A bid that its unit has typed, without its files."""
    by = player(BIDDERS[offer.unit])
    bid = programmes.begin_bid(by=by, at=when, item=item, party=unit_of(by))
    write(by, when, bid.case, "bid", _typed(told, offer))
    return bid


def sealed(item: ListedItem, told: Story, offer: Offer, day: str) -> Bid:
    """A bid that was written and sealed on ``day``."""
    bid = drafted(item, told, offer, at(f"{day}T09:00"))
    by, when = player(BIDDERS[offer.unit]), at(f"{day}T14:20")
    file = paper(by, when, "匿名技术方案", plan(told, offer))
    attach_file(by=by, at=when, case=bid.case, field="plan_file", file=file)
    hand_in(by, when, bid.case, "bid_commitment", "诚信与出资承诺书", pledge(told))
    seal(by, at(f"{day}T15:06"), bid.case)
    return bid


def opened(item: ListedItem) -> tuple[ListedItem, list[Bid]]:
    """The deadline passes; the officer opens the bids the next morning."""
    last_day = closes_on(ListedItem.objects.get(pk=item.pk))
    if last_day is None:
        raise ValueError(item.number)
    deadline = datetime(last_day.year, last_day.month, last_day.day, 17, tzinfo=SHANGHAI)
    let_time_pass(deadline)
    step(player(OFFICER), deadline + NEXT_MORNING, item.case, "unseal")
    again = ListedItem.objects.get(pk=item.pk)
    return again, list(again.bids.order_by("pk"))


def admit(item: ListedItem, bids: Sequence[Bid], day: str) -> None:
    """Every bid passes its formal check and goes to the review."""
    officer = player(OFFICER)
    for bid in bids:
        step(officer, at(f"{day}T10:00"), fresh(bid.case), "admit")
    step(officer, at(f"{day}T11:00"), fresh(item.case), "finish_check")


def _typed(told: Story, offer: Offer) -> dict[str, object]:
    unit = unit_of(player(BIDDERS[offer.unit]))
    return {
        "declares_affiliation": False,
        "lead_unit": named(unit),
        "project_leader": {"code": f"示例证件 {offer.leader}", "name": offer.leader},
        "contact_phone": f"000-5550{unit.pk % 1000:03d}",
        "contact_address": f"外省示例市{ROADS[offer.unit]}",
        "bank_account": f"88010000{unit.pk:010d}",
        "bids_with_partners": False,
        "bid_budget": offer.budget,
        "grant_asked": offer.grant,
        "months": offer.months,
        "answers": [
            {"target": target.indicator, "promised": promised, "means": offer.route}
            for target, promised in zip(told.targets, offer.promised, strict=True)
        ],
    }
