"""A sweep killed in the middle goes on where it stopped and ends with the same digest."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.city import ROOT, copy_of_city, environment

COMMAND = [sys.executable, "-m", "kechuang", "sweep", "--on", "2026-11-21", "--json"]
KEPT = "SELECT count(*) FROM runs_part WHERE result_digest <> ''"
OPEN = "SELECT count(*) FROM runs_part WHERE result_digest = ''"
STATE = "SELECT state FROM runs_run"
PATIENCE = 60.0

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX signal")


def asked(folder: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "kechuang.sqlite3", timeout=20)) as database:
        return database.execute(question).fetchall()


def swept(folder: Path) -> dict[str, object]:
    done = subprocess.run(
        COMMAND, env=environment(folder), cwd=ROOT, check=True, capture_output=True
    )
    report: dict[str, object] = json.loads(done.stdout)
    return report


def cut_after_first_part(folder: Path) -> None:
    """Start a sweep and kill it, without warning, as soon as it has kept something."""
    sweep = subprocess.Popen(
        [*COMMAND, "--workers", "1"],
        env=environment(folder),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + PATIENCE
    while asked(folder, KEPT) == [(0,)] and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(sweep.pid, signal.SIGKILL)
    sweep.wait()


def test_a_killed_sweep_resumes_to_the_same_digest(tmp_path: Path) -> None:
    whole = swept(copy_of_city(tmp_path / "whole"))
    folder = copy_of_city(tmp_path / "cut")

    cut_after_first_part(folder)
    interrupted = asked(folder, STATE), asked(folder, KEPT), asked(folder, OPEN)
    resumed = swept(folder)
    again = swept(folder)
    replay = subprocess.run(
        [*COMMAND[:4], "--replay", str(resumed["run"])], env=environment(folder), cwd=ROOT
    )

    (state,), ((kept,),), ((left,),) = interrupted
    assert state == ("prepared",)
    assert kept > 0
    assert left > 0
    assert resumed["inputs_digest"] == whole["inputs_digest"]
    assert resumed["result_digest"] == whole["result_digest"] != ""
    assert (resumed["answers"], resumed["matches"]) == (whole["answers"], whole["matches"])
    assert again["run"] == resumed["run"]
    assert replay.returncode == 0
