"""Challenges of a place on the days on which applicants and the desk act.

Built from the latest day to the earliest: whoever runs the clocks then moves nothing twice.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kechuang.programmes import services as programmes
from kechuang.programmes.services import open_programme
from tests.base.registry.cast import person
from tests.journeys.small_region import Region
from tests.proof.authorization.acts import Act
from tests.proof.authorization.stages_of_challenges import (
    SCORERS,
    awarded,
    checking,
    filed,
    judged,
    listed,
    rejected,
    sealed_only,
    turned_down,
)
from tests.rooms.cases.scene import at, wait
from tests.rooms.ledger.town import WAN, small_treasury
from tests.rooms.programmes.scene import (
    OPENED,
    Scene,
    clean,
    closing_day,
    entered,
    label_of,
)

PACK, CODE = "jinan-challenge", "ready-2026"
APPROVERS = ("first approver", "second approver")


def ready_challenges(region: Region) -> dict[str, Act]:
    """Somebody else than ``mine`` posed every need; the enterprise of ``mine`` bids."""
    town = _town(region)
    late, early = _of_later_days(region, town), _of_earlier_days(town)
    return {f"programmes:{name}": act for name, act in (late | early).items()}


def _town(region: Region) -> Scene:
    clerk = region.people["bureau"].actor
    programme = open_programme(
        by=clerk,
        at=OPENED,
        code=CODE,
        year=2026,
        title="待办的揭榜",
        version=entered(PACK),
        line=small_treasury(code=CODE, firm=region.mine, budget_fen=5_000 * WAN).line,
    )
    staff = {name: person(f"ready {name}", "bureau").actor for name in (*SCORERS, *APPROVERS)}
    for unit in (region.strange, region.mine):
        clean(unit)
    demander = region.people["outsider"]
    return Scene(programme, demander, region.strange, clerk, clerk, staff=staff)


def _of_later_days(region: Region, town: Scene) -> dict[str, Act]:
    """From the contract back to the formal check."""
    unfunded = turned_down(town)
    contracted = awarded(region, town, "待签约")
    proposing, (winner, _) = judged(town, "已选定")
    label = label_of(winner)
    programmes.choose_winner(by=town.poser, at=at("2026-05-08T09:00"), item=proposing, label=label)
    choosing, _ = judged(town, "待选定")
    refused = rejected(region, town)
    _, (checked, _) = checking(town, "待审查")
    unopened = sealed_only(town, "待启封")[0]
    wait(unopened.case, f"{closing_day(unopened)}T17:00")
    of_bid = partial(_act, "bureau", "2026-04-20T09:00", number=checked.case.number)
    after = partial(_act, "bureau", "2026-05-11T09:00")
    return {
        "draft_contract": _act("bureau", "2026-05-25T09:00", pk=contracted.pk),
        "desk_tell": _act("bureau", "2026-05-21T09:00", number=unfunded.number),
        "desk_award_step": after(number=proposing.number, event="propose"),
        "desk_pass_over": after(number=winner.case.number),
        "choice": _act("outsider", "2026-05-08T09:00", number=choosing.number),
        "appeal": _act("enterprise", "2026-04-18T09:00", number=refused.case.number),
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
    published, listable, scored = listed(town), town.listable(topic="可定榜的需求"), filed(town)
    of_need = partial(_act, "bureau", "2026-03-06T09:00", number=scored.case.number)
    return {
        "begin_bid": _act("enterprise", "2026-03-20T10:00", number=open_item.number),
        "desk_list": _act("bureau", "2026-03-11T09:00", code=published.programme.code),
        "desk_need_step": _act(
            "bureau", "2026-03-10T10:00", number=listable.case.number, event="list_need"
        ),
        **{f"desk_{name}": of_need() for name in ("score", "search", "rule")},
        "pose": _act("enterprise", "2026-03-02T09:30"),
    }


def _act(asker: str, when: str, **ids: Any) -> Act:
    return Act(asker, ids, at(when))
