"""R7: nobody meets a canary that is not theirs: every address × asker × stage × format."""

from __future__ import annotations

import logging

from django.db.models import Max
from django.test import override_settings

from kechuang.audit.models import Event
from kechuang.files.models import StoredFile
from tests.api.addresses import address_of, samples_of
from tests.api.expectations import TABLE
from tests.journeys.small_region import build_region
from tests.proof.authorization.people import browsers_of
from tests.proof.canaries.absent import absent_addresses
from tests.proof.canaries.askers import Asker, Askers
from tests.proof.canaries.clock import ABOUT_A_YEAR, Clock, stopped
from tests.proof.canaries.controls import Caught, plants_caught
from tests.proof.canaries.crawling import Crawl, Place
from tests.proof.canaries.expecting import unclassified
from tests.proof.canaries.probing import Probe
from tests.proof.canaries.records import addresses_of
from tests.proof.canaries.town import STAGES, build_town
from tests.proof.outcomes import Outcome, Scene

QUICK_EACH, QUICK_ASKERS = 16, 3
SHARE_OF, SHARES = {"sqlite": 0, "postgresql": 2}, 4
SHOWN = 40
WHOLE_HOUSE = ("registered", "scoring", "decided")
QUICK_STAGES = ("registered", "scoring", "opened")
CHAIN = "audit:"


@override_settings(ALLOWED_HOSTS=["testserver"], SESSION_COOKIE_AGE=ABOUT_A_YEAR)
def prove(scene: Scene) -> Outcome:
    """The round from its bids to the award; at each stage everybody asks for everything."""
    logging.disable(logging.CRITICAL)
    with stopped() as clock:
        proof = Proof(scene, clock)
        for stage in STAGES:
            proof.town.advance(stage)
            proof.see(stage)
        return proof.outcome()


class Proof:
    """``n`` cells so far, ``leaks`` met in them, ``caught`` planted leaks that were noticed."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.scene = scene
        region = build_region()
        browsers, self.samples = browsers_of(region), samples_of(region)
        self.since = {
            "file": StoredFile.objects.aggregate(last=Max("pk"))["last"] or 0,
            "event": Event.objects.aggregate(last=Max("sequence"))["last"] or 0,
        }
        self.town = build_town(clock, seed=scene.seed)
        self.askers = Askers(self.town, browsers)
        self.absent = absent_addresses()
        self.n, self.leaks, self.caught = 0, unclassified(), Caught()

    def see(self, stage: str) -> None:
        """Every address by a quarter of the askers; another one at the next stage or database."""
        askers = self._chosen(stage)
        if not self.scene.quick or stage in QUICK_STAGES:
            crawl = Crawl(self.town.canaries, stage, self.absent)
            own, house = self._places(stage)
            crawl.see(own, askers).see(house, askers)
            if not self.scene.quick:
                crawl.follow({*own, *house}, askers)
            probe = Probe(self.town, stage)
            if stage in WHOLE_HOUSE and not self.scene.quick:
                probe.see(askers)
            self.n += crawl.n + probe.n
            self.leaks += [*crawl.leaks, *probe.leaks]
            self.scene.tell(f"{stage}: {self.n} cells, {len(self.leaks)} leaks")
        plants_caught(self.caught, self.town, self.askers.at_stage(), self.since, self.absent)

    def _chosen(self, stage: str) -> list[Asker]:
        turn = list(STAGES).index(stage) + SHARE_OF[self.scene.engine]
        askers = enumerate(self.askers.at_stage())
        found = [each for n, each in askers if (n + turn) % SHARES == 0]
        return found[:QUICK_ASKERS] if self.scene.quick else found

    def _places(self, stage: str) -> tuple[list[Place], list[Place]]:
        """The records of the round; thrice the rest of the house, with the chain of events."""
        found = list(addresses_of(self.town, self.since))
        own = [place for place in found if not place[0].startswith(CHAIN)]
        rest = [place for place in found if place[0].startswith(CHAIN)]
        rest += [(n, address_of(n, self.samples)) for n, row in TABLE.items() if row.reading != "-"]
        house = rest if stage in WHOLE_HOUSE else []
        return (own[::QUICK_EACH], house[::QUICK_EACH]) if self.scene.quick else (own, house)

    def outcome(self) -> Outcome:
        for leak in self.leaks[:SHOWN]:
            self.scene.tell(f"seed {self.scene.seed}: {leak}")
        open_ones = len(unclassified())
        return Outcome(
            figure=f"{len(self.leaks) - open_ones} 处泄露 / leaks, "
            f"{open_ones} 个未归类地址 / unclassified; "
            f"{len(self.town.canaries.known)} 个标记 / canaries",
            n=self.n,
            held=not self.leaks,
            red_control=self.caught.said(),
            red_held=self.caught.is_complete,
        )
