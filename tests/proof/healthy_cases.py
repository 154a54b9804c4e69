"""Healthy cases: an item on its way to its contract, a sealed bid, one that lapsed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from kechuang.base.roles import Role
from kechuang.cases import connections
from kechuang.cases.services import answer_objection, extend_clock, lodge_objection
from tests.journeys.small_region import Region, person
from tests.rooms.cases import scene
from tests.rooms.cases.scene import at


def build_cases(region: Region) -> None:
    """At least one row of everything; facts come from a room that is connected meanwhile."""
    with _known_facts():
        bidder = person("bidder", Role.INSTITUTION, of=region.university).actor
        bid = scene.bid(bidder, region.university, scene.opened("challenge-bid"))
        scene.sealed(bid, bidder, "2026-04-10T09:00")
        _approve(region, bidder)
        scene.wait(bid, "2026-04-15T17:00")


def _approve(region: Region, objector: scene.Actor) -> None:
    demander = person("demander", Role.ENTERPRISE, of=region.mine).actor
    officer, first, second = (person(name, Role.BUREAU).actor for name in ("o", "a", "b"))
    case = scene.publicised(demander, region.mine, officer)
    noon = at("2026-05-13T12:00")
    objection = lodge_objection(by=objector, at=noon, case=case, text="有纠纷")
    answer_objection(by=officer, at=noon, objection=objection, is_upheld=False, answer="不成立")
    case = scene.do(case, "settle_objection", officer, "2026-05-14T09:00")
    case = scene.wait(case, "2026-05-22T00:00")
    case = scene.do(case, "approve", first, "2026-05-22T09:00")
    scene.do(case, "approve", second, "2026-05-22T10:00")
    scene.need(demander, region.mine, case.round, "逾期的需求")
    extend_clock(by=officer, at=noon, round=case.round, clock="contracting", days=5, why="系统维护")
    scene.wait(case, "2026-06-02T00:00")


@contextmanager
def _known_facts() -> Iterator[None]:
    facts = scene.Facts(scene.GOOD_FACTS | {"bids_close_on": date(2026, 4, 15)})
    with patch.object(connections, "_CONNECTED", {}):
        for name in ("challenge", "challenge-bid"):
            connections.provide_facts(name, facts)
        yield
