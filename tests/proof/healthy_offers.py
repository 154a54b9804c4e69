"""Healthy offers: a list approved and listed for payment, a firm reminded, one applying."""

from __future__ import annotations

from kechuang.cases.services import enter_procedure
from kechuang.offers import services as offers
from kechuang.offers.services.applying import open_applications
from kechuang.offers.states import APPLICATION_PROCEDURE
from kechuang.policies.selectors import listed_clause
from tests.engines.flow.playing import PROCEDURES
from tests.journeys.small_region import REGISTRANT, Region
from tests.rooms.cases.scene import CITY
from tests.rooms.offers.scene import FROZEN, PAID, Scene, scene_of


def build_offers(region: Region) -> Scene:
    scene = scene_of(region)
    approved = scene.approved()
    offers.draft_payments(by=scene.who("clerk"), at=PAID, offer_list=approved)
    dropped = scene.freeze(year=2027)
    offers.drop_list(by=scene.who("clerk"), at=PAID, offer_list=dropped, reason="年度有误")
    _apply(scene)
    return scene


def _apply(scene: Scene) -> None:
    """The registrants' subsidy is applied for by one firm."""
    offers.remind_unclaimed(by=scene.who("clerk"), at=PAID, clause=listed_clause(*REGISTRANT))
    version = enter_procedure(by=CITY, at=FROZEN, content=PROCEDURES[APPLICATION_PROCEDURE].source)
    open_applications(by=CITY, at=FROZEN, version=version, year=2026)
    run = scene.region.run
    assert run is not None
    answer = run.entitlements.get(
        party=scene.region.strange, pack_id=REGISTRANT[0], clause_id=REGISTRANT[1]
    )
    offers.start_application(by=scene.who("strange"), at=PAID, entitlement=answer)
