"""R1: random histories of the ledger against an independent model, and mutants it must kill."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.proof.engines import scratch
from tests.proof.ledger_histories.mutants import MUTANTS
from tests.proof.ledger_histories.playing import is_killed, played
from tests.proof.outcomes import ROOT, Outcome, Scene

FLOOR, SAMPLE = 1_000, 10
WORKERS, ENGINES = 2, 2


def prove(scene: Scene) -> Outcome:
    """No violation in any history; meanwhile each database finds half of the ledger's mutants."""
    playing = [] if scene.quick else [_started(scene, number) for number in range(WORKERS)]
    wanted = list(MUTANTS)[:2] if scene.quick else list(MUTANTS)[scene.half :: ENGINES]
    killed = [name for name in wanted if _is_killed(scene, name)]
    halves = [_finished(half) for half in playing] or [played(scene.seed, SAMPLE)]
    histories, steps, violations = (sum(column) for column in zip(*halves, strict=True))
    scene.tell(f"{histories:,} histories, {steps:,} commands, {violations} violations")
    return Outcome(
        figure=f"{violations} 违例 / violations, {steps:,} 指令 / commands",
        n=histories,
        held=violations == 0,
        red_control=f"变异体 / mutants: {len(killed)} of {len(wanted)} 被发现 / killed",
        red_held=len(killed) == len(wanted),
    )


def _is_killed(scene: Scene, name: str) -> bool:
    killed = is_killed(MUTANTS[name], scene.seed)
    scene.tell(f"mutant {name}: {'killed' if killed else 'SURVIVED'}")
    return killed


def _started(scene: Scene, number: int) -> tuple[subprocess.Popen[str], object]:
    """On a database of its own, since a history never commits and locks what it made."""
    folder = scene.folder / f"half{number}"
    folder.mkdir()
    place = scratch(scene.engine, Path(folder))
    environment = place.__enter__()
    program = [sys.executable, "-m", "tests.proof.ledger_histories.half"]
    arguments = [str(scene.seed + number), str(FLOOR // WORKERS)]
    process = subprocess.Popen(
        [*program, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    return process, place


def _finished(started: tuple[subprocess.Popen[str], object]) -> tuple[int, int, int]:
    process, place = started
    told, _ = process.communicate()
    place.__exit__(None, None, None)
    histories, steps, violations = json.loads(told.splitlines()[-1])
    return histories, steps, violations
