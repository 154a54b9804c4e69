"""R7: nobody meets a canary that is not theirs: every address × asker × stage × format."""

from __future__ import annotations

import logging
from typing import TypeVar

from django.db.models import Max
from django.test import override_settings

from kechuang.audit.models import Event
from kechuang.files.models import StoredFile
from tests.api.addresses import address_of, arguments_of, samples_of
from tests.api.expectations import TABLE
from tests.journeys.small_region import build_region
from tests.proof.authorization.people import browsers_of
from tests.proof.canaries.absent import absent_addresses
from tests.proof.canaries.asker import Asker
from tests.proof.canaries.askers import Askers
from tests.proof.canaries.clock import ABOUT_A_YEAR, Clock, stopped
from tests.proof.canaries.controls import Caught, plants_caught
from tests.proof.canaries.crawling import SECRET_ROOMS, Crawl, Place
from tests.proof.canaries.expecting import unclassified
from tests.proof.canaries.founding import build_town
from tests.proof.canaries.probing import SEARCHES, Probe
from tests.proof.canaries.records import addresses_of
from tests.proof.canaries.stages import STAGES, advance
from tests.proof.outcomes import Outcome, Scene

QUICK_EACH, QUICK_ASKERS = 16, 3
SHARES = 8
WHOLE_HOUSE = ("registered", "scoring", "concluded")
"""Between these stages all addresses that show no record of the challenge are divided."""
QUICK_STAGES = ("registered", "scoring", "opened", "concluded")
SEEKERS = 2
SHOWN = 40
CHAIN = "audit:"
Each = TypeVar("Each")


@override_settings(ALLOWED_HOSTS=["testserver"], SESSION_COOKIE_AGE=ABOUT_A_YEAR)
def prove(scene: Scene) -> Outcome:
    """The challenge from its bids to its project; at each stage many ask for everything."""
    logging.disable(logging.CRITICAL)
    with stopped() as clock:
        proof = Proof(scene, clock)
        for stage in STAGES:
            advance(proof.town, stage)
            proof.see(stage)
        return proof.outcome()


class Proof:
    """``n`` cells so far, ``leaks`` met in them, ``caught`` planted leaks that were noticed."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.scene = scene
        region = build_region()
        browsers, samples = browsers_of(region), samples_of(region)
        whole = [(n, address_of(n, samples)) for n, row in TABLE.items() if row.reading != "-"]
        self.lists = [place for place in whole if _is_list(place[0])]
        self.house = [place for place in whole if not _is_list(place[0])]
        self.since = {
            "file": StoredFile.objects.aggregate(last=Max("pk"))["last"] or 0,
            "event": Event.objects.aggregate(last=Max("sequence"))["last"] or 0,
        }
        self.town = build_town(clock, seed=scene.seed)
        self.askers = Askers(self.town, browsers)
        self.absent, self.unclassified = absent_addresses(), unclassified()
        self.n, self.leaks, self.caught = 0, list[str](), Caught()

    def see(self, stage: str) -> None:
        """The records of the challenge, a part of the house, and searches for the hidden."""
        askers = self._chosen(stage)
        if not self.scene.quick or stage in QUICK_STAGES:
            crawl, probe = Crawl(self.town.canaries, stage, self.absent), Probe(self.town, stage)
            own, house = self._places(stage)
            crawl.see(own, askers).see(house, askers)
            if not self.scene.quick:
                crawl.follow({*own, *house}, askers)
                probe.see(askers[:SEEKERS], self._part(list(SEARCHES), stage))
            self.n += crawl.n + probe.n
            self.leaks += [*crawl.leaks, *probe.leaks]
            self.scene.tell(f"{stage}: {self.n} cells, {len(self.leaks)} leaks")
        plants_caught(self.caught, self.town, self.askers.at_stage(), self.since, self.absent)

    def _chosen(self, stage: str) -> list[Asker]:
        """An eighth of the askers; others at the next stage and on the other database."""
        turn = list(STAGES).index(stage) + self.scene.half * SHARES // 2
        askers = enumerate(self.askers.at_stage())
        found = [each for n, each in askers if (n + turn) % SHARES == 0]
        return found[:QUICK_ASKERS] if self.scene.quick else found

    def _places(self, stage: str) -> tuple[list[Place], list[Place]]:
        """The records and lists of the challenge; of the house and its chain of events a part."""
        found = list(addresses_of(self.town, self.since))
        own = [*self.lists, *(place for place in found if not place[0].startswith(CHAIN))]
        rest = [*self.house, *(place for place in found if place[0].startswith(CHAIN))]
        house = self._part(rest, stage)
        return (own[::QUICK_EACH], house[::QUICK_EACH]) if self.scene.quick else (own, house)

    def _part(self, whole: list[Each], stage: str) -> list[Each]:
        if stage not in WHOLE_HOUSE:
            return []
        return whole[WHOLE_HOUSE.index(stage) :: len(WHOLE_HOUSE)]

    def outcome(self) -> Outcome:
        for leak in [*self.leaks, *self.unclassified][:SHOWN]:
            self.scene.tell(f"seed {self.scene.seed}: {leak}")
        return Outcome(
            figure=f"{len(self.leaks)} 处泄露 / leaks, "
            f"{len(self.unclassified)} 个未归类地址 / unclassified; "
            f"{len(self.town.canaries.known)} 个标记 / canaries",
            n=self.n,
            held=not (self.leaks or self.unclassified),
            red_control=self.caught.said(),
            red_held=self.caught.is_complete,
        )


def _is_list(name: str) -> bool:
    """Whether the address lists what nobody else may know of; such are seen at each stage."""
    return name.partition(":")[0] in SECRET_ROOMS and not arguments_of(name)
