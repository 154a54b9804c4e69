"""Two deadlines: one with a crowd at work, one that passes while seals wait for their turn."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings

from kechuang.cli.serve import THREADS
from tests.proof.kills.serving import served
from tests.proof.outcomes import ROOT, Scene
from tests.proof.spike import Sizes
from tests.proof.spike.judging import UNSURE_S, Seen, judged
from tests.proof.spike.laying import Applicant, Bidding
from tests.proof.spike.queueing import every_thread_held, send_all
from tests.proof.spike.talking import Sealing
from tests.rooms.cases.scene import at

DOOR, WORKERS = "tests.proof.spike.door:application", 2
LATEST, JUST_AFTER, FAR_AHEAD_S, PATIENCE = 0.5, 0.5, 3_600.0, 300.0


@dataclass(frozen=True)
class Played:
    """``pages`` are the seconds that pages took beside the seals of the spike."""

    spike: Seen
    queued: Seen
    red: Seen
    pages: list[float]


class Clock:
    """Decides when, on this machine's clock, the server meets the deadline."""

    def __init__(self, page: Path, deadline: str) -> None:
        self.page, self.deadline = page, at(deadline).timestamp()
        self.end_in(FAR_AHEAD_S)

    def end_in(self, seconds: float) -> float:
        """The instant at which the deadline will be."""
        ends_at = time.time() + seconds
        write_at_once(self.page, self.deadline - ends_at)
        return ends_at


def play(scene: Scene, sizes: Sizes, bidding: Bidding) -> Played:
    clock, held = Clock(scene.folder / "shift", bidding.deadline), scene.folder / "held"
    held.mkdir()
    place = {
        "SPIKE_SHIFT": str(clock.page),
        "SPIKE_HELD": str(held),
        "DATABASE_URL": scene.url,
        "KECHUANG_DATA": str(scene.folder),
        "SECRET_KEY": settings.SECRET_KEY,
    }
    crowd, waiting = bidding.applicants[: sizes.sessions], bidding.applicants[sizes.sessions :]
    with served(scene.folder / "log", workers=WORKERS, application=DOOR, **place) as server:
        scene.tell(f"{sizes.sessions} sessions, {sizes.window_s:.0f} s")
        spike, pages = play_spike(scene, sizes, clock, server.port, crowd)
        queued, red = play_queue(scene, clock, server.port, held, waiting)
    return Played(spike, queued, red, pages)


def play_spike(
    scene: Scene, sizes: Sizes, clock: Clock, port: int, crowd: Sequence[Applicant]
) -> tuple[Seen, list[float]]:
    plan = scene.folder / "spike.plan"
    plan.write_text(json.dumps({"port": port, "applicants": plans(scene, sizes, crowd)}), "utf-8")
    program = [sys.executable, "-m", "tests.proof.spike.load", str(plan)]
    with subprocess.Popen(program, cwd=ROOT) as load:
        wait_for(plan.with_suffix(".ready"), load)
        ends_at = clock.end_in(sizes.window_s)
        write_at_once(plan.with_suffix(".deadline"), ends_at)
    told = json.loads(plan.with_suffix(".answers").read_text("utf-8"))
    return judged([Sealing(**one) for one in told["seals"]], ends_at), told["pages"]


def plans(scene: Scene, sizes: Sizes, crowd: Sequence[Applicant]) -> list[dict[str, Any]]:
    chance = Random(scene.seed)
    return [
        {
            "number": who.number,
            "session": who.session,
            "moment": moment,
            "stays_s": LATEST,
            "think_s": sizes.think_s,
            "uploads": place % sizes.uploading == 0,
        }
        for place, (who, moment) in enumerate(zip(crowd, moments(sizes, chance), strict=True))
    ]


def moments(sizes: Sizes, chance: Random) -> list[float]:
    """When each seals, in seconds from the deadline: the nearer to it, the more of them."""
    in_time = sizes.sessions - sizes.late
    early = [-2 * UNSURE_S - (sizes.window_s - 1) * chance.random() ** 2 for _ in range(in_time)]
    return early + [chance.uniform(UNSURE_S, LATEST) for _ in range(sizes.late)]


def play_queue(
    scene: Scene, clock: Clock, port: int, held: Path, waiting: Sequence[Applicant]
) -> tuple[Seen, Seen]:
    """The deadline is set once every seal has been sent, and passes before any has its turn."""
    chance, half = Random(scene.seed), len(waiting) // 2
    clock.end_in(FAR_AHEAD_S)
    with every_thread_held(port, held, WORKERS * THREADS):
        careful = send_all(port, waiting[:half], chance)
        careless = send_all(port, waiting[half:], chance, is_careless=True)
        ends_at = clock.end_in(JUST_AFTER)
        time.sleep(2 * JUST_AFTER)
    sealed = [[one.answered() for one in sent] for sent in (careful, careless)]
    return judged(sealed[0], ends_at), judged(sealed[1], ends_at)


def wait_for(page: Path, load: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + PATIENCE
    while not page.exists():
        if load.poll() is not None or time.monotonic() > patience:
            raise TimeoutError("the applicants did not come")
        time.sleep(0.01)


def write_at_once(page: Path, number: float) -> None:
    """Whoever reads it meanwhile finds the old number or the new one, whole."""
    written = page.with_suffix(".new")
    written.write_text(str(number), "ascii")
    written.replace(page)
