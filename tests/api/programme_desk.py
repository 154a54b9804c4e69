"""A round of challenges at the bureau's desk: a need to be examined, an item with opened bids."""

from __future__ import annotations

from typing import Any

from kechuang.programmes import services as programmes
from kechuang.programmes.models import Bid, Need
from tests.journeys.small_region import Region
from tests.rooms.programmes.scene import OPENED, Scene, entered

PACK, CODE = "jinan-challenge", "desk-2026"
OF_NEED = ("desk_need", "desk_score", "desk_search", "desk_rule")
OF_BID = ("desk_bid", "desk_check", "desk_supply", "desk_pass_over")


def samples_of_programme_desk(region: Region) -> dict[str, dict[str, Any]]:
    """Ids by the name of the address; the enterprise of ``mine`` posed both needs."""
    town = _opened(region)
    need, (item, bids) = town.need(topic="待定榜的需求"), town.two_bids()
    plan = {"code": CODE}
    of_need, of_bid = _numbers(need), _numbers(bids[0])
    of_item = {"number": item.number}
    return {
        "programmes:desk_open": {"pk": town.programme.items_round.version_id},
        **dict.fromkeys(["programmes:desk_round", "programmes:desk_line"], plan),
        "programmes:desk_list": plan,
        **{f"programmes:{name}": of_need for name in OF_NEED},
        "programmes:desk_need_step": of_need | {"event": "list_need"},
        **dict.fromkeys(
            ["programmes:desk_item", "programmes:desk_award", "programmes:desk_tell"], of_item
        ),
        "programmes:desk_item_step": of_item | {"event": "unseal"},
        "programmes:desk_award_step": of_item | {"event": "approve"},
        **{f"programmes:{name}": of_bid for name in OF_BID},
        "programmes:desk_bid_step": of_bid | {"event": "reject"},
    }


def _opened(region: Region) -> Scene:
    officer = region.people["bureau"].actor
    programme = programmes.open_programme(
        by=officer, at=OPENED, code=CODE, year=2026, title="揭榜挂帅", version=entered(PACK)
    )
    alice = region.people["enterprise"]
    return Scene(programme, alice, region.mine, officer, officer, prefix="desk ")


def _numbers(record: Need | Bid) -> dict[str, str]:
    return {"number": record.case.number}
