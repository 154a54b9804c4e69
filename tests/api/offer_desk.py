"""A list whose firms were just told; applications of the year are open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.timezone import localdate, now

from kechuang.cases.services import enter_procedure
from kechuang.ledger import services as ledger
from kechuang.offers.services import open_applications
from kechuang.offers.states import APPLICATION_PROCEDURE
from tests.engines.flow.playing import PROCEDURES
from tests.journeys.small_region import BUYER, REGISTRANT, Region
from tests.rooms.cases.scene import CITY
from tests.rooms.ledger.town import APPROVER, AT
from tests.rooms.offers.scene import FROZEN, scene_of


def samples_of_offers(region: Region) -> dict[str, dict[str, Any]]:
    """Ids by the name of the address; ``mine`` is offered the buyers' subsidy."""
    scene = scene_of(region)
    ledger.open_year(by=APPROVER, at=AT, book=scene.town.book, year=localdate().year)
    issued = replace(scene, days=(now(), now(), now())).issued()
    version = enter_procedure(by=CITY, at=FROZEN, content=PROCEDURES[APPLICATION_PROCEDURE].source)
    open_applications(by=CITY, at=FROZEN, version=version, year=localdate().year)
    run = region.run
    assert run is not None
    answer = run.entitlements.get(party=region.mine, pack_id=BUYER[0], clause_id=BUYER[1])
    pair = {"pack_id": REGISTRANT[0], "clause_id": REGISTRANT[1]}
    offer = {"pk": scene.offer(issued).pk, "event": "confirm"}
    return {
        "offers:list": {"number": issued.number},
        "offers:act": {"number": issued.number, "name": "publicise"},
        "offers:apply": {"pk": answer.pk},
        **{f"offers:{name}": offer for name in ("offer", "answer", "claw_back")},
        **{f"offers:{name}": pair for name in ("remind", "unclaimed_clause")},
    }
