"""R13: generated requests and hostile texts everywhere; nothing fails, nothing is executed."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Mapping

from django.test import Client, override_settings

from tests.journeys.small_region import build_region
from tests.proof.authorization.people import browsers_of
from tests.proof.authorization.records import build_records
from tests.proof.injection.attacking import Attack
from tests.proof.injection.controls import harms_seen, runs_when_planted
from tests.proof.injection.executing import Visit, Watched, chromium
from tests.proof.injection.fuzzing import ROLES, Fuzzing
from tests.proof.injection.outward import outward_calls
from tests.proof.injection.payloads import every_payload
from tests.proof.injection.planning import HALVES
from tests.proof.injection.reading import READERS, Reading
from tests.proof.injection.serving import served
from tests.proof.injection.showing import visits
from tests.proof.injection.watching import Findings
from tests.proof.outcomes import Outcome, Scene

SHOWN = 60
CASES, QUICK_CASES, QUICK_MOST = 50, 2, 2
LEAST_PAYLOADS, FLOOR, QUICK = 300, 70_000, 100
NO_BROWSER = "未在浏览器中核对：没有 Chromium / not shown in a browser: no Chromium"


@override_settings(
    ALLOWED_HOSTS=["testserver", "localhost", "127.0.0.1"], DATA_UPLOAD_MAX_MEMORY_SIZE=5_000_000
)
def prove(scene: Scene) -> Outcome:
    """Generated requests, payloads in every field, every page and export, a real browser."""
    logging.disable(logging.CRITICAL)
    region = build_region()
    browsers, records = browsers_of(region), build_records(region)
    rng, most = random.Random(scene.seed), QUICK_MOST if scene.quick else 0
    findings = Findings()
    attack = Attack(browsers, region, records, findings, rng, scene.half, most)
    with outward_calls() as tried:
        attack.store()
        scene.tell(f"{findings.n} 次填入 / texts put into fields")
        reading = Reading(browsers, records, findings, rng, most, READERS[scene.half :: HALVES])
        reading.read(scene.folder)
        fuzzing = _fuzzed(browsers, scene)
    findings.harms += [*tried, *fuzzing.broken]
    reds = harms_seen(browsers)
    opened = _opened({*visits(rng, most=most), *reading.visits}, browsers)
    _tell(scene, [*findings.harms, *opened.hits])
    is_enough = len(every_payload()) >= LEAST_PAYLOADS and scene.is_enough(
        findings.n + fuzzing.n + opened.n, floor=FLOOR, quick=QUICK
    )
    return _outcome(findings, fuzzing, opened, reds, is_enough=is_enough)


class Opened:
    """What the browser saw: pages opened, hits, and the red control's."""

    def __init__(self) -> None:
        self.n, self.hits, self.red, self.is_real = 0, [], 0, False


def _fuzzed(browsers: Mapping[str, Client], scene: Scene) -> Fuzzing:
    cases = QUICK_CASES if scene.quick else CASES
    fuzzing = Fuzzing(browsers, seed=scene.seed, cases=cases)
    return fuzzing.run(ROLES[:2] if scene.quick else ROLES[scene.half :: HALVES])


def _opened(pages: Iterable[Visit], browsers: dict[str, Client]) -> Opened:
    opened = Opened()
    with served() as site, chromium() as browser:
        if browser is None:
            return opened
        watched = Watched(browser, site)
        opened.hits, opened.is_real = list(watched.visit(pages, browsers)), True
        opened.n = watched.n
        opened.red = runs_when_planted(Watched(browser, site), browsers)
    return opened


def _tell(scene: Scene, harms: list[str]) -> None:
    for harm in harms[:SHOWN]:
        scene.tell(f"seed {scene.seed}: {harm}")


def _outcome(
    findings: Findings,
    fuzzing: Fuzzing,
    opened: Opened,
    reds: Mapping[str, int],
    *,
    is_enough: bool,
) -> Outcome:
    harms, hits = len(findings.harms), len(opened.hits)
    executed = f"{hits} 次执行 / {hits} executed in {opened.n} pages"
    told = [f"{name}: {seen}" for name, seen in reds.items()]
    return Outcome(
        figure=f"{harms} 处出错或未转义 / {harms} errors or unescaped；"
        + (executed if opened.is_real else NO_BROWSER),
        n=findings.n + fuzzing.n + opened.n,
        held=not harms and not hits and opened.is_real and is_enough,
        red_control="；".join([*told, f"浏览器中的脚本 / script in the browser: {opened.red}"]),
        red_held=all(reds.values()) and opened.red > 0,
    )
