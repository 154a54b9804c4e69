"""Everybody of the town, before the first bid."""

from __future__ import annotations

import random
from dataclasses import replace

from kechuang.base.actors import Actor
from kechuang.base.identifiers import example_credit_code
from kechuang.base.roles import Role
from kechuang.ledger.models import BudgetLine
from kechuang.programmes import services as programmes
from kechuang.programmes.models import ProgrammeRound
from kechuang.reviews.models import Expert
from kechuang.reviews.states import ExpertState
from tests.base.registry.cast import party, person
from tests.proof.canaries import bidders, listing, objecting, people
from tests.proof.canaries.bidders import Bidder
from tests.proof.canaries.clock import BEGINS, Clock
from tests.proof.canaries.tokens import Canaries
from tests.proof.canaries.town import BIDS, BIDS_BESIDE, EXPERTS, VETOED, Town
from tests.rooms.ledger.town import WAN, small_treasury
from tests.rooms.programmes import scene as challenge
from tests.rooms.programmes.scene import Scene

PARTNERS, ASKING, OBJECTING = 300, 600, 601
PACK = "jinan-challenge"


def build_town(clock: Clock, *, seed: int) -> Town:
    """Everybody is there, and the item takes bids."""
    clock.at = BEGINS
    Expert.objects.update(state=ExpertState.SUSPENDED)
    canaries = Canaries(random.Random(seed))
    officer = person("town-officer", Role.BUREAU)
    unit = party("发榜的公司")
    challenge.clean(unit)
    demander = person("town-demander", Role.ENTERPRISE, of=unit)
    line = small_treasury(budget_fen=5_000 * WAN, firm=party("收款的公司"), code="town").line
    programme = _programme(officer.actor, line)
    minister = person("town-minister", Role.BUREAU).actor
    scene = Scene(programme, demander, unit, officer.actor, minister)
    item = listing.bidding(canaries, scene, "need")
    unnamed, asker = listing.unnamed(canaries, scene, _code(ASKING))
    experts = [people.expert(canaries, n, _code(200 + n)) for n in range(EXPERTS)]
    town = Town(
        canaries,
        clock,
        officer,
        demander,
        scene,
        _bidders(canaries, BIDS),
        experts,
        item,
        unnamed,
        unnamed_demander=asker,
        objector=objecting.objector(canaries, _code(OBJECTING)),
    )
    wanted = listing.bidding(canaries, scene, VETOED)
    others = _bidders(canaries, BIDS_BESIDE)
    town.beside = replace(town, item=wanted, bidders=others, bids={}, works={})
    return town


def _bidders(canaries: Canaries, letters: str) -> dict[str, Bidder]:
    return {
        each: bidders.bidder(canaries, each, _code(ord(each)), _code(PARTNERS + ord(each)))
        for each in letters
    }


def _programme(officer: Actor, line: BudgetLine) -> ProgrammeRound:
    return programmes.open_programme(
        by=officer,
        at=challenge.OPENED,
        code="town",
        year=2026,
        title="揭榜挂帅（虚构示例）",
        version=challenge.entered(PACK),
        options={},
        line=line,
    )


def _code(number: int) -> str:
    return example_credit_code(region=challenge.FAR, serial=900_000 + number)
