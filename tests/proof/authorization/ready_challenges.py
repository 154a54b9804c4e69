"""Challenges of a place on the days on which applicants and the desk act.

Built from the latest day to the earliest: whoever runs the clocks then moves nothing twice.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, ItemReview, ListedItem, Need
from kechuang.programmes.services import open_programme
from kechuang.reviews import services as reviews
from tests.base.registry.cast import person
from tests.journeys.small_region import Region
from tests.proof.authorization.acts import Act
from tests.proof.authorization.reviewers import reported
from tests.rooms.cases.scene import at, do, hand_in, wait
from tests.rooms.programmes.scene import (
    OPENED,
    Scene,
    bid_again,
    clean,
    closing_day,
    entered,
    item_again,
    label_of,
    state,
)
from tests.rooms.reviews.town import Town

PACK, CODE = "jinan-challenge", "ready-2026"
MARKS = {"fit": 80, "route": 70, "use": 60}
SCORERS = ("first scorer", "second scorer", "third scorer")


def ready_challenges(region: Region) -> dict[str, Act]:
    """Somebody else than ``mine`` posed every need; the enterprise of ``mine`` bids."""
    town = _town(region)
    late, early = _of_later_days(region, town), _of_earlier_days(town)
    return {f"programmes:{name}": act for name, act in (late | early).items()}


def _town(region: Region) -> Scene:
    clerk = region.people["bureau"].actor
    programme = open_programme(
        by=clerk, at=OPENED, code=CODE, year=2026, title="待办的揭榜", version=entered(PACK)
    )
    staff = {name: person(f"ready {name}", "bureau").actor for name in SCORERS}
    for unit in (region.strange, region.mine):
        clean(unit)
    demander = region.people["outsider"]
    return Scene(programme, demander, region.strange, clerk, clerk, staff=staff)


def _of_later_days(region: Region, town: Scene) -> dict[str, Act]:
    """From the approval back to the formal check."""
    proposing, (winner, _) = _judged(town, "已选定")
    label = label_of(winner)
    programmes.choose_winner(by=town.poser, at=at("2026-05-08T09:00"), item=proposing, label=label)
    choosing, _ = _judged(town, "待选定")
    rejected = _rejected(region, town)
    _, (checked, _) = _checking(town, "待审查")
    unopened = _sealed_only(town, "待启封")[0]
    wait(unopened.case, f"{closing_day(unopened)}T17:00")
    of_bid = partial(_act, "bureau", "2026-04-20T09:00", number=checked.case.number)
    after = partial(_act, "bureau", "2026-05-11T09:00")
    return {
        "desk_award_step": after(number=proposing.number, event="propose"),
        "desk_pass_over": after(number=winner.case.number),
        "choice": _act("outsider", "2026-05-08T09:00", number=choosing.number),
        "appeal": _act("enterprise", "2026-04-18T09:00", number=rejected.case.number),
        "desk_check": of_bid(),
        "desk_supply": of_bid(),
        "desk_bid_step": of_bid(event="admit"),
        "desk_item_step": _act(
            "bureau", "2026-04-16T09:00", number=unopened.number, event="unseal"
        ),
    }


def _of_earlier_days(town: Scene) -> dict[str, Act]:
    """From the bidding back to the posing of a need."""
    open_item = town.bidding(topic="可揭榜的需求")
    listed, listable, filed = _listed(town), town.listable(topic="可定榜的需求"), _filed(town)
    of_need = partial(_act, "bureau", "2026-03-06T09:00", number=filed.case.number)
    return {
        "begin_bid": _act("enterprise", "2026-03-20T10:00", number=open_item.number),
        "desk_list": _act("bureau", "2026-03-11T09:00", code=listed.programme.code),
        "desk_need_step": _act(
            "bureau", "2026-03-10T10:00", number=listable.case.number, event="list_need"
        ),
        **{f"desk_{name}": of_need() for name in ("score", "search", "rule")},
        "pose": _act("enterprise", "2026-03-02T09:30"),
    }


def _act(asker: str, when: str, **ids: Any) -> Act:
    return Act(asker, ids, at(when))


def _judged(town: Scene, topic: str) -> tuple[ListedItem, list[Bid]]:
    """Reviewed by the experts of the register, as their scores are opened."""
    item, bids = _checking(town, topic)
    for bid in bids:
        do(bid.case, "admit", town.officer, "2026-04-20T09:00")
    do(item.case, "finish_check", town.officer, "2026-04-20T10:00")
    panel = Town(ItemReview.objects.get(item=item).round, [], {}, [])
    panel.submissions = list(panel.round.submissions.order_by("pk"))
    reported(panel, **MARKS)
    reviews.open_scores(by=town.officer, at=at("2026-05-05T09:00"), review_round=panel.round)
    hand_in(item.case, "review_record", town.officer, "2026-05-06T08:00")
    do(item.case, "close_review", town.officer, "2026-05-06T09:00")
    return item_again(item), [bid_again(bid) for bid in bids]


def _checking(town: Scene, topic: str) -> tuple[ListedItem, list[Bid]]:
    item, bids = _sealed_only(town, topic)
    return town.unsealed(item), [bid_again(bid) for bid in bids]


def _sealed_only(town: Scene, topic: str) -> tuple[ListedItem, list[Bid]]:
    item = town.bidding(topic=topic)
    bidders = [town.bidder(f"{topic}的揭榜单位{place}") for place in "甲乙"]
    return item, [town.sealed(item, bidder) for bidder in bidders]


def _rejected(region: Region, town: Scene) -> Bid:
    """A finding stands against the bid of ``mine``."""
    item = town.bidding(topic="被否决的揭榜")
    bid = town.sealed(item, (region.people["enterprise"], region.mine))
    town.unsealed(item)
    state(region.mine, "dishonest_debtor", is_so=True)
    do(bid.case, "reject", town.officer, "2026-04-17T09:00")
    return bid


def _listed(town: Scene) -> Need:
    need = town.listable(topic="待公布的需求")
    do(need.case, "list_need", town.officer, "2026-03-10T10:00")
    return need


def _filed(town: Scene) -> Need:
    """Looked through for duplicates, on which nobody has ruled."""
    need = town.need(topic="待定榜的需求")
    scorer = town.scorer(SCORERS[-1])
    programmes.search_duplicates(by=scorer, at=at("2026-03-05T09:00"), need=need)
    return need
