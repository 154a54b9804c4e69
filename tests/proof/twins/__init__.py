"""R8: two worlds that differ in one secret answer the same script alike, to the byte."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from statistics import median

from django.db.models import Max
from django.test import Client, override_settings

from kechuang.audit.models import Event
from kechuang.files.models import StoredFile
from kechuang.portal.searching import _library
from kechuang.programmes.models import Bid, BidSubmission
from tests.api.addresses import samples_of
from tests.journeys.small_region import build_region
from tests.proof.authorization.people import browsers_of
from tests.proof.canaries.acts import Act, done
from tests.proof.canaries.askers import Askers
from tests.proof.canaries.clock import ABOUT_A_YEAR, Clock, stopped
from tests.proof.canaries.comparing import shown
from tests.proof.canaries.founding import build_town
from tests.proof.canaries.stages import STAGES, advance
from tests.proof.outcomes import Outcome, Scene
from tests.proof.twins.controls import asked_by_name, search_by_hidden_reviewer
from tests.proof.twins.pairs import PAIRS, Pair
from tests.proof.twins.script import requests

REQUESTS, QUICK_REQUESTS, QUICK_PAIRS = 1_000, 40, 2
SHOWN = 40
SOUGHT = ("phone", "price", "reviewer", "unit", "person", "opinion", "public_code", "account")
RED = ("scoring", "bidder a")


@dataclass
class World:
    """What the script was answered: a digest and the milliseconds of each request."""

    answers: dict[str, str] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)


@override_settings(ALLOWED_HOSTS=["testserver"], SESSION_COOKIE_AGE=ABOUT_A_YEAR)
def prove(scene: Scene) -> Outcome:
    """At each stage of the round the pairs of that stage, then the red control."""
    logging.disable(logging.CRITICAL)
    with stopped() as clock:
        proof = Twins(scene, clock)
        for stage in STAGES:
            advance(proof.town, stage)
            proof.compare(stage)
        return proof.outcome()


def is_submitted_as(bid: Bid, submission_id: int) -> bool:
    return BidSubmission.objects.filter(bid=bid, submission=submission_id).exists()


def half_of(pairs: Sequence[Pair], half: int) -> list[Pair]:
    """Every other stage and asker with all of its pairs, since they share the first world."""
    shared = list(dict.fromkeys((pair.stage, pair.asker) for pair in pairs))
    return [pair for pair in pairs if shared.index((pair.stage, pair.asker)) % 2 == half]


class Twins:
    """``n`` requests compared, ``differing`` addresses by pair, ``red`` those of the control."""

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
        self.pairs = half_of(PAIRS, scene.half)
        if scene.quick:
            self.pairs = [p for p in self.pairs if p.stage == "scoring"][:QUICK_PAIRS]
        self.n, self.red, self.compared = 0, 0, 0
        self.differing: list[str] = []
        self.medians: list[tuple[float, float]] = []

    def compare(self, stage: str) -> None:
        here = [pair for pair in self.pairs if pair.stage == stage]
        clients = {asker.name: asker.client for asker in self.askers.at_stage()}
        script = self._script() if here or stage == RED[0] else []
        for asker in dict.fromkeys(pair.asker for pair in here):
            first = self._world(clients[asker], script)
            for pair in here:
                if pair.asker == asker:
                    self._compare(pair, first, clients[asker], script)
        if stage == RED[0]:
            self.red = self._red(clients[self._judged_first()])

    def _script(self) -> list[str]:
        most = QUICK_REQUESTS if self.scene.quick else REQUESTS
        sought: dict[str, str] = {}
        for text, canary in self.town.canaries.known.items():
            if canary.field in SOUGHT:
                sought.setdefault(canary.field, text)
        texts = [*sought.values(), "zq00nobody"]
        return requests(self.town, self.samples, self.since, texts, most=most)

    def _world(self, client: Client, script: list[str], secret: Act | None = None) -> World:
        world = World()
        _library.cache_clear()
        with done(secret, self.town) if secret else nullcontext():
            for address in script:
                began = time.perf_counter()
                answer = client.get(address)
                world.took.append(time.perf_counter() - began)
                told = shown(answer).encode("utf-8", "backslashreplace")
                world.answers[address] = hashlib.sha256(told).hexdigest()
        _library.cache_clear()
        return world

    def _compare(self, pair: Pair, first: World, client: Client, script: list[str]) -> None:
        second = self._world(client, script, pair.secret)
        found = [address for address in script if first.answers[address] != second.answers[address]]
        self.differing += [f"{address}: {pair}" for address in found]
        self.compared, self.n = self.compared + 1, self.n + len(script)
        self.medians.append((median(first.took), median(second.took)))
        self.scene.tell(f"{pair}: {len(found)} of {len(script)} differ")

    def _judged_first(self) -> str:
        """Who bid what the first seat judges: the secret of the control is about that panel."""
        judged = self.town.standing_seats()[0].submission_id
        bids = self.town.bids.items()
        found = (letter for letter, bid in bids if is_submitted_as(bid, judged))
        return f"bidder {next(found)}"

    def _red(self, client: Client) -> int:
        """With the search by hidden reviewer that HotCRP had, the worlds are told apart."""
        pair = next(each for each in PAIRS if (each.stage, each.asker) == RED)
        script = asked_by_name(self.town)
        with search_by_hidden_reviewer():
            first = self._world(client, script)
            second = self._world(client, script, pair.secret)
        clean = self._world(client, script), self._world(client, script, pair.secret)
        is_clean = clean[0].answers == clean[1].answers
        return sum(first.answers[a] != second.answers[a] for a in script) if is_clean else 0

    def outcome(self) -> Outcome:
        for found in self.differing[:SHOWN]:
            self.scene.tell(f"seed {self.scene.seed}: {found}")
        first, second = (median(each) * 1_000 for each in zip(*self.medians, strict=True))
        return Outcome(
            figure=f"{len(self.differing)} 处不同 / differing answers, {self.compared} 对 / pairs; "
            f"中位 / medians {first:.1f} · {second:.1f} ms",
            n=self.n,
            held=not self.differing,
            red_control=f"按隐名评审人检索 / search by hidden reviewer: {self.red} 处不同 / differ",
            red_held=self.red > 0,
        )
