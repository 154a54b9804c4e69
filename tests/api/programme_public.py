"""An item that the enterprise of ``mine`` posed, and a bid it began for somebody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kechuang.programmes.models import Bid
from kechuang.programmes.services import begin_bid, open_programme
from tests.journeys.small_region import Region
from tests.rooms.cases.scene import at
from tests.rooms.programmes.scene import OPENED, Scene, entered

CODE = "challenge-2026"
BEGUN = at("2026-03-17T09:00")


def samples_of_programmes(region: Region) -> dict[str, dict[str, Any]]:
    """Ids by the name of the address; bidding for the items is over by today."""
    town = _town(region)
    item = town.bidding()
    posed, bid = {"number": item.number}, {"number": _bid(region, town).case.number}
    return {
        "programmes:list": {"code": CODE},
        **{f"programmes:{name}": posed for name in ("item", "begin_bid", "choice")},
        **{f"programmes:{name}": bid for name in ("bid", "appeal")},
    }


def _town(region: Region) -> Scene:
    clerk, alice = region.people["bureau"].actor, region.people["enterprise"]
    programme = open_programme(
        by=clerk,
        at=OPENED,
        code=CODE,
        year=2026,
        title="云澜市2026年揭榜挂帅",
        version=entered("jinan-challenge"),
    )
    return Scene(programme, alice, region.mine, clerk, clerk, prefix="public ")


def _bid(region: Region, town: Scene) -> Bid:
    theirs = replace(town, demander=region.people["outsider"], unit=region.strange)
    item = theirs.bidding(topic="深海电缆接头密封工艺")
    alice = region.people["enterprise"].actor
    return begin_bid(by=alice, at=BEGUN, item=item, party=region.mine)
