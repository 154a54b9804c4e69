"""Runs each asked promise on each of its databases and collects the rows of the table."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.proof.engines import scratch
from tests.proof.outcomes import ROOT
from tests.proof.promises import PROMISES

AT_ONCE = 3
FAILED = {"figure": "未能完成 / did not finish", "n": 0, "held": False}
NO_CONTROL = {"red_control": "—", "red_held": False, "seconds": 0.0}


@dataclass(frozen=True)
class Row:
    """One line of the table; ``red_held`` says whether the control failed as it must."""

    id: str
    title: str
    figure: str
    n: int
    seed: int
    commit: str
    engine: str
    held: bool
    red_control: str
    red_held: bool
    seconds: float

    @property
    def counts(self) -> bool:
        """A green figure without a demonstrated red is not counted."""
        return self.held and self.red_held


def prove_all(
    ids: Sequence[str], *, engines: Sequence[str], seed: int, quick: bool, thorough: bool = False
) -> Iterator[Row]:
    """Three at a time on two cores, since proofs also wait; the longest first, so that no core is
    left with nothing to do, and those that measure seconds last, each alone."""
    proved = partial(prove, seed=seed, quick=quick, thorough=thorough, commit=head_commit())
    asked = list(asked_of(ids, engines))
    alone = [one for one in asked if PROMISES[one[0]].is_alone]
    together = [one for one in asked if one not in alone]
    together.sort(key=lambda one: PROMISES[one[0]].is_long, reverse=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(proved, together)
    yield from map(proved, alone)


def asked_of(ids: Sequence[str], engines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number in ids:
        for engine in PROMISES[number].engines:
            if engine == "none" or engine in engines:
                yield number, engine


def prove(
    asked: tuple[str, str], *, seed: int, quick: bool, commit: str, thorough: bool = False
) -> Row:
    number, engine = asked
    title = PROMISES[number].title
    with tempfile.TemporaryDirectory(prefix=f"kechuang-{number}-") as name:
        folder = Path(name)
        answer = folder / "answer.json"
        options = ["--engine", engine, "--folder", name, "--answer", str(answer)]
        options += ["--seed", str(seed)] + ["--quick"] * quick + ["--thorough"] * thorough
        print(f"{number} {title} · {engine}", file=sys.stderr, flush=True)
        with scratch(engine, folder) as environment:
            program = [sys.executable, "-m", "tests.proof.one", number, *options]
            code = subprocess.call(program, cwd=ROOT, env=environment)
        found = json.loads(answer.read_text("utf-8")) if code == 0 else {**FAILED, **NO_CONTROL}
    found = enough(found, PROMISES[number].floor.of(quick=quick))
    return Row(id=number, title=title, seed=seed, commit=commit, engine=engine, **found)


def enough(found: dict[str, Any], floor: int) -> dict[str, Any]:
    """A row over fewer cases than its floor does not hold, whatever they showed."""
    if found["n"] >= floor:
        return found
    few = f"不足 / fewer than {floor:,}: {found['n']:,}"
    return {**found, "held": False, "figure": f"{few}; {found['figure']}"}


def head_commit() -> str:
    """The short hash, with a + where the working tree differs from it; a dash outside git."""
    git = ["git", "-C", str(ROOT)]
    found = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    if found.returncode != 0:
        return "—"
    changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True)
    return found.stdout.strip() + ("+" if changed.stdout.strip() else "")
